"""Matches EventBridge patterns by moto. Reads {"patterns": {name: text}, "events"} and prints {name: [event ids]}."""

import json
import sys

from moto.events.models import EventPattern


def main():
    given = json.load(sys.stdin)
    hits = {}
    for name, text in given["patterns"].items():
        pattern = EventPattern.load(text)
        hits[name] = [
            event["eventID"]
            for event in given["events"]
            if pattern.matches_event(
                {
                    "source": "aws." + event["eventSource"].split(".")[0],
                    "detail-type": "AWS API Call via CloudTrail",
                    "detail": event,
                }
            )
        ]
    json.dump(hits, sys.stdout)


main()
