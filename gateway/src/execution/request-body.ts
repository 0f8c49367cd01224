/** The text of a request's body for the variables of an operation and lists of representations. */
export type WriteBody = (
  variables: Readonly<Record<string, unknown>>,
  representations: readonly { readonly list: string }[],
) => string;

/** Everything of a request's body that does not change from run to run is text already. */
export function compileBody(
  node: {
    readonly operation: string;
    readonly operationName?: string;
    readonly variableUsages?: readonly string[];
  },
  representationVariables: readonly string[],
): WriteBody {
  const name = node.operationName ? `"operationName":${JSON.stringify(node.operationName)},` : '';
  const head = `{${name}"query":${JSON.stringify(node.operation)},"variables":{`;
  const usages = (node.variableUsages ?? []).map((variable) => ({
    variable,
    prefix: `${JSON.stringify(variable)}:`,
  }));
  const listPrefixes = representationVariables.map((variable) => `${JSON.stringify(variable)}:[`);
  return (variables, representations) => {
    let text = '';
    for (const { variable, prefix } of usages) {
      const value = Object.hasOwn(variables, variable) ? variables[variable] : undefined;
      if (value !== undefined) text += `${text === '' ? '' : ','}${prefix}${JSON.stringify(value)}`;
    }
    for (let index = 0; index < listPrefixes.length; index++) {
      text += `${text === '' ? '' : ','}${listPrefixes[index]}${representations[index]?.list}]`;
    }
    return `${head}${text}}}`;
  };
}
