"""AWS as far as the cut-over needs it: moto on a loopback port, with the calls of Identity Center that moto lacks, and what
moto forgets of a StackSet.

With the argument `aws-arns`, ARNs of permission sets have the shape that AWS gives them; moto's own is
`arn:aws:sso:::instance/INSTANCE/SET`.

Prints the port on the first line of standard output once it accepts connections. Ends when its standard input ends, so
that no server outlives the test that started it.
"""

import json
import os
import re
import sys
import threading
from io import BytesIO
from urllib.parse import parse_qsl
from uuid import uuid4

from moto.moto_api._internal import mock_random
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

TARGET = "SWBExternalService."


class Refused(Exception):
    """An error in the words of the AWS JSON protocol."""

    def __init__(self, kind, message):
        super().__init__(message)
        self.kind = kind


class IdentityCenter:
    """The attributes for access control of each instance, held as AWS describes them; disabled instances are absent."""

    def __init__(self):
        self.configurations = {}

    def attributes_of(self, instance):
        if instance not in self.configurations:
            raise Refused("ResourceNotFoundException", "Attributes for access control are not enabled")
        return self.configurations[instance]

    def list_tags_for_resource(self, _request):
        return {"Tags": []}

    def describe_permission_set_provisioning_status(self, request):
        request_id = request["ProvisionPermissionSetRequestId"]
        return {"PermissionSetProvisioningStatus": {"RequestId": request_id, "Status": "SUCCEEDED"}}

    def create_instance_access_control_attribute_configuration(self, request):
        instance = request["InstanceArn"]
        if instance in self.configurations:
            raise Refused("ConflictException", "Attributes for access control are enabled already")
        return self.put(request)

    def describe_instance_access_control_attribute_configuration(self, request):
        attributes = self.attributes_of(request["InstanceArn"])
        return {
            "Status": "ENABLED",
            "InstanceAccessControlAttributeConfiguration": {"AccessControlAttributes": attributes},
        }

    def update_instance_access_control_attribute_configuration(self, request):
        self.attributes_of(request["InstanceArn"])
        return self.put(request)

    def delete_instance_access_control_attribute_configuration(self, request):
        self.attributes_of(request["InstanceArn"])
        del self.configurations[request["InstanceArn"]]
        return {}

    def put(self, request):
        configuration = request["InstanceAccessControlAttributeConfiguration"]
        self.configurations[request["InstanceArn"]] = configuration["AccessControlAttributes"]
        return {}


class StackSets:
    """Automatic deployment and managed execution as they were sent, which moto does not keep."""

    ABSENT = {"AutoDeployment.Enabled": "false", "ManagedExecution.Active": "false"}

    def __init__(self):
        self.sent = {}

    def remember(self, fields):
        name = fields.get("StackSetName", "")
        kept = self.sent.setdefault(name, dict(self.ABSENT))
        kept.update({key: value for key, value in fields.items() if key.startswith(("AutoDeployment.", "ManagedExecution."))})

    def complete(self, name, xml):
        kept = self.sent.get(name, self.ABSENT)
        retain = kept.get("AutoDeployment.RetainStacksOnAccountRemoval")
        automatic = f"<Enabled>{kept['AutoDeployment.Enabled']}</Enabled>"
        if retain is not None:
            automatic += f"<RetainStacksOnAccountRemoval>{retain}</RetainStacksOnAccountRemoval>"
        managed = f"<ManagedExecution><Active>{kept['ManagedExecution.Active']}</Active></ManagedExecution>"
        return xml.replace("</StackSet>", f"<AutoDeployment>{automatic}</AutoDeployment>{managed}</StackSet>")


def method_name(operation):
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in operation).lstrip("_")


class Middleware:
    """Answers what it knows, hands everything else to moto, and keeps the names of the calls that change something."""

    def __init__(self, app):
        self.app = app
        self.identity_center = IdentityCenter()
        self.stack_sets = StackSets()
        self.lock = threading.Lock()
        self.writes = []

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"] == "/writes":
            return self.answer_writes(start_response)
        if environ.get("CONTENT_TYPE", "").startswith("application/x-www-form-urlencoded"):
            return self.answer_form(environ, start_response)
        service, _, operation = environ.get("HTTP_X_AMZ_TARGET", "").partition(".")
        if operation.startswith(("Create", "Put", "Update", "Delete", "Attach")):
            self.writes.append(operation)
        method = getattr(self.identity_center, method_name(operation), None)
        if f"{service}." != TARGET or method is None:
            return self.app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        try:
            with self.lock:
                answer, status = method(json.loads(body)), "200 OK"
        except Refused as refused:
            answer, status = {"__type": refused.kind, "message": str(refused)}, "400 Bad Request"
        return respond(start_response, status, answer)

    def answer_form(self, environ, start_response):
        """CloudFormation; of its calls on StackSets the names are kept with whom they were made as."""
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True))
        action = fields.get("Action", "")
        if action.startswith(("CreateStack", "UpdateStack", "DeleteStack")):
            self.writes.append(f"{action} {fields.get('CallAs', '')}")
        if action in ("CreateStackSet", "UpdateStackSet"):
            self.stack_sets.remember(fields)
        if action != "DescribeStackSet":
            return self.app(environ, start_response)
        answered = {}

        def keep(status, headers, _error=None):
            answered.update(status=status, headers=headers)

        text = b"".join(self.app(environ, keep)).decode()
        text = self.stack_sets.complete(fields.get("StackSetName", ""), text).encode()
        headers = [(key, value) for key, value in answered["headers"] if key.lower() != "content-length"]
        start_response(answered["status"], [*headers, ("Content-Length", str(len(text)))])
        return [text]

    def answer_writes(self, start_response):
        """The calls since the last time somebody asked, in order."""
        writes, self.writes = self.writes, []
        return respond(start_response, "200 OK", writes)


class WithArnsOfAws:
    """Rewrites ARNs of permission sets in requests and answers of Identity Center."""

    def __init__(self, app):
        self.app = app

    def __call__(self, environ, start_response):
        if not environ.get("HTTP_X_AMZ_TARGET", "").startswith(TARGET):
            return self.app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        body = re.sub(rb"(arn:aws:sso:::)permissionSet/", rb"\1instance/", body)
        environ.update({"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))})
        started = []
        answer = b"".join(self.app(environ, lambda *head: started.append(head)))
        answer = re.sub(rb"(arn:aws:sso:::)instance/(ssoins-[\w-]+/ps-)", rb"\1permissionSet/\2", answer)
        status, headers = started[0][:2]
        kept = [(name, value) for name, value in headers if name.lower() != "content-length"]
        start_response(status, [*kept, ("Content-Length", str(len(answer)))])
        return [answer]


def respond(start_response, status, answer):
    headers = [("Content-Type", "application/x-amz-json-1.1"), ("x-amzn-RequestId", str(uuid4()))]
    start_response(status, headers)
    return [json.dumps(answer).encode()]


def end_with_standard_input():
    sys.stdin.read()
    os._exit(0)


if __name__ == "__main__":
    # The same ids in every run, so that plans that are kept as fixtures do not change.
    mock_random.seed(4)
    app = Middleware(DomainDispatcherApplication(create_backend_app))
    if sys.argv[1:] == ["aws-arns"]:
        app = WithArnsOfAws(app)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=end_with_standard_input, daemon=True).start()
    print(server.port, flush=True)
    server.serve_forever()
