// The rules of this house that no published plugin has. eslint.config.mjs says where each applies.

/** A rule that refuses what a selector matches. */
function ban(message, ...selectors) {
  return {
    meta: { type: 'problem', schema: [], messages: { banned: message } },
    create: (context) =>
      Object.fromEntries(
        selectors.map((selector) => [selector, (node) => context.report({ node, messageId: 'banned' })]),
      ),
  };
}

const ROLES_WITH_CLASS = new Set([
  'module',
  'service',
  'controller',
  'guard',
  'interceptor',
  'filter',
  'middleware',
]);
const BANNED_NAMES = /^(utils?|common|helpers?|misc)$|-v\d+$/;
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)*$/;
/** TypeORM orders migrations by the number at the end of the class name, people by that in the file name. */
const MIGRATION = /^\d+-[a-z0-9-]+$/;

const fileName = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      kebab: 'File names are kebab-case `<noun>.<role>.ts`; "{{name}}" is not.',
      banned: '"{{name}}" says nothing: name the file after what it is about.',
      className: 'The class of this file is named as the file: expected an exported `{{expected}}`.',
    },
  },
  create(context) {
    const parts = context.filename.split(/[\\/]/);
    const name = parts.at(-1).replace(/\.ts$/, '');
    const [noun, role] = name.split('.');
    return {
      'Program:exit'(node) {
        if (!KEBAB.test(name) && !MIGRATION.test(name)) {
          context.report({ node, messageId: 'kebab', data: { name } });
        }
        for (const part of [...parts.slice(-3, -1), noun]) {
          if (BANNED_NAMES.test(part)) context.report({ node, messageId: 'banned', data: { name: part } });
        }
        if (!ROLES_WITH_CLASS.has(role) || name.split('.').length > 2) return;
        const expected = pascal(noun) + pascal(role);
        const found = node.body.some(
          ({ type, declaration }) =>
            type === 'ExportNamedDeclaration' &&
            declaration?.type === 'ClassDeclaration' &&
            declaration.id.name.toLowerCase() === expected.toLowerCase(),
        );
        if (!found) context.report({ node, messageId: 'className', data: { expected } });
      },
    };
  },
};

function pascal(kebab) {
  return kebab.replace(/(^|-)([a-z0-9])/g, (_, __, letter) => letter.toUpperCase());
}

const FUNCTIONS = [
  'FunctionDeclaration',
  'ArrowFunctionExpression',
  ':not(MethodDefinition[kind="constructor"]) > FunctionExpression',
  'TSDeclareFunction',
  'TSAbstractMethodDefinition > TSEmptyBodyFunctionExpression',
];

export default {
  rules: {
    'file-name': fileName,
    'no-process-env': ban(
      'The environment is read in libs/config alone: take a setting from the config.',
      'MemberExpression[object.name="process"][property.name="env"]',
      'VariableDeclarator[init.name="process"] > ObjectPattern > Property[key.name="env"]',
    ),
    'no-ambient-time': ban(
      'Time comes in through Clock (@engram/kernel), so that a test can stand still or jump.',
      'MemberExpression[object.name="Date"][property.name="now"]',
      'NewExpression[callee.name="Date"][arguments.length=0]',
      'CallExpression[callee.name="Date"]',
    ),
    'no-ambient-chance': ban(
      'Chance comes in through Random (@engram/kernel), so that a test can repeat it.',
      'MemberExpression[object.name="Math"][property.name="random"]',
      'CallExpression[callee.name=/^(randomUUID|randomBytes|randomInt)$/]',
      'MemberExpression[object.name="crypto"][property.name=/^(randomUUID|randomBytes|randomInt|getRandomValues)$/]',
    ),
    'no-resolve-of-alias': ban(
      'The build does not rewrite an alias here: resolve a relative file.',
      'CallExpression[callee.object.name="require"][callee.property.name="resolve"] > Literal[value=/^@engram/]',
    ),
    'max-params': ban(
      'A function takes at most 4 parameters: pass one object with named fields.',
      ...FUNCTIONS.map((selector) => `${selector}[params.length>4]`),
    ),
    'max-dependencies': ban(
      'A constructor takes at most 6 dependencies: split the class by use case.',
      'MethodDefinition[kind="constructor"] > FunctionExpression[params.length>6]',
    ),
  },
};
