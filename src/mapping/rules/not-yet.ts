/** Keys of the language whose output this version does not have. */
import type { Rule } from './context.js';

export const notYet: Rule = ({ mapping, report }) => {
  const { documents = {}, output = {} } = mapping;
  if (documents.deploy === 'stackset') {
    report(
      'not-yet',
      { path: ['documents', 'deploy'] },
      { what: 'A StackSet', instead: 'Leave the key out, and apply session-documents/ in each account.' },
    );
  } else if (documents.stackSet !== undefined) {
    report(
      'not-yet',
      { path: ['documents', 'stackSet'], point: 'key' },
      { what: 'A StackSet', instead: 'Leave the key out, and apply session-documents/ in each account.' },
    );
  }
  if (mapping.defaultDocument === 'lock') {
    report(
      'not-yet',
      { path: ['defaultDocument'] },
      { what: 'The lock of the default document', instead: 'Leave the key out.' },
    );
  }
  if (output.awsProvider === '6' || output.awsProvider === 6) {
    report(
      'not-yet',
      { path: ['output', 'awsProvider'] },
      {
        what: 'Output only for AWS provider 6',
        instead: 'Leave the key out; what is generated works with 5.100 and 6.x.',
      },
    );
  }
};
