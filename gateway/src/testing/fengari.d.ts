/** The parts of fengari, a Lua virtual machine in JavaScript, that `run-lua.ts` uses. */
declare module 'fengari' {
  type State = object;
  type LuaText = Uint8Array;
  export function to_luastring(text: string): LuaText;
  export const lua: {
    readonly LUA_OK: number;
    readonly LUA_TNUMBER: number;
    readonly LUA_TSTRING: number;
    readonly LUA_TTABLE: number;
    lua_pushcfunction(state: State, call: (state: State) => number): void;
    lua_setfield(state: State, index: number, name: LuaText): void;
    lua_setglobal(state: State, name: LuaText): void;
    lua_newtable(state: State): void;
    lua_rawseti(state: State, index: number, at: number): void;
    lua_rawgeti(state: State, index: number, at: number): void;
    lua_rawlen(state: State, index: number): number;
    lua_pushstring(state: State, text: LuaText): void;
    lua_pushinteger(state: State, value: number): void;
    lua_pushboolean(state: State, value: boolean): void;
    lua_pcall(state: State, given: number, returned: number, handler: number): number;
    lua_gettop(state: State): number;
    lua_type(state: State, index: number): number;
    lua_tojsstring(state: State, index: number): string;
    lua_tonumber(state: State, index: number): number;
    lua_pop(state: State, count: number): void;
  };
  export const lauxlib: {
    luaL_newstate(): State;
    luaL_loadstring(state: State, text: LuaText): number;
  };
  export const lualib: { luaL_openlibs(state: State): void };
}
