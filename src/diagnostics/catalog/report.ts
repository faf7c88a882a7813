/** Findings of reports. */
import { entry } from './entry.js';
import { quoted } from './quoted.js';

const reasons = {
  'no-data': 'It holds no data of a report.',
  'other-version': 'Its data are of another version of the format.',
  damaged: 'Its data are not as this tool writes them.',
} as const;

export const reportEntries = {
  'report-against-foreign': entry<{ file: string; reason: keyof typeof reasons }>({
    severity: 'error',
    message: ({ file, reason }) => ({
      summary: `${quoted(file)} is not an HTML report of this tool`,
      detail: reasons[reason],
      remedy: 'Give --against a file that report --format html printed.',
    }),
    page: {
      why: 'report --against compares with an earlier report by the data that each HTML report carries. A file without such data, with data of another version, or with data that were changed afterwards cannot be compared with, and a comparison with half of it would hide what changed.',
      source: 'docs/report.md',
    },
  }),
};
