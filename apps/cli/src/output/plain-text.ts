// Everything a terminal would act on: a memory must not move the cursor, change the title or hide what follows.
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const BIDI = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text from outside made safe to print: control and direction characters are shown as `�`, tabs as spaces. */
export function printable(text: string): string {
  return text
    .replace(/\r\n/g, '\n')
    .replace(CONTROL, '\ufffd')
    .replace(BIDI, '\ufffd')
    .replaceAll('\t', '  ');
}

/** The same on one line. */
export function oneLine(text: string): string {
  return printable(text).replace(/\s*\n\s*/g, ' ');
}
