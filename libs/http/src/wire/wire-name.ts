type CamelName<Name extends string> = Name extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelName<Tail>>}`
  : Name;

type Scalar = string | number | boolean | bigint | null | undefined;

type OptionalKeys<Type> = {
  [Key in keyof Type]-?: undefined extends Type[Key] ? Key : never;
}[keyof Type];

/**
 * A wire type in the names of the code. Declared keys alone change: what users name themselves (`metadata`,
 * `attributes`) stays. An optional field is absent or has a value, never undefined.
 */
export type Camel<Type> = Type extends Scalar
  ? Type
  : Type extends readonly (infer Item)[]
    ? Camel<Item>[]
    : string extends keyof Type
      ? Type
      : {
          [Key in Exclude<keyof Type, OptionalKeys<Type>> as CamelName<Key & string>]: Camel<Type[Key]>;
        } & {
          [Key in OptionalKeys<Type> as CamelName<Key & string>]?: Camel<Exclude<Type[Key], undefined>>;
        };

/** `memory_type` → `memoryType`. */
export function camelName(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}
