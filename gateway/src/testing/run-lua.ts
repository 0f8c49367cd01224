import { lauxlib, lua, lualib, to_luastring } from 'fengari';

export type LuaReply = string | number | null | readonly LuaReply[];

/**
 * Runs a script as Redis runs it: with KEYS, ARGV and redis.call, in a real Lua virtual machine. Throws what the script
 * throws.
 */
export function runLua(
  script: string,
  input: { keys: readonly string[]; args: readonly string[] },
  call: (words: readonly string[]) => LuaReply,
): LuaReply {
  const state = lauxlib.luaL_newstate();
  lualib.luaL_openlibs(state);
  for (const [name, values] of [
    ['KEYS', input.keys],
    ['ARGV', input.args],
  ] as const) {
    push(state, values);
    lua.lua_setglobal(state, to_luastring(name));
  }
  lua.lua_newtable(state);
  lua.lua_pushcfunction(state, (inner) => {
    const words = Array.from({ length: lua.lua_gettop(inner) }, (_, index) =>
      lua.lua_tojsstring(inner, index + 1),
    );
    push(inner, call(words));
    return 1;
  });
  lua.lua_setfield(state, -2, to_luastring('call'));
  lua.lua_setglobal(state, to_luastring('redis'));
  const isLoaded = lauxlib.luaL_loadstring(state, to_luastring(script)) === lua.LUA_OK;
  if (!isLoaded || lua.lua_pcall(state, 0, 1, 0) !== lua.LUA_OK)
    throw new Error(lua.lua_tojsstring(state, -1));
  return read(state, -1);
}

type State = ReturnType<typeof lauxlib.luaL_newstate>;

function push(state: State, value: LuaReply): void {
  if (value === null) lua.lua_pushboolean(state, false);
  else if (typeof value === 'number') lua.lua_pushinteger(state, value);
  else if (typeof value === 'string') lua.lua_pushstring(state, to_luastring(value));
  else {
    lua.lua_newtable(state);
    value.forEach((item, index) => {
      push(state, item);
      lua.lua_rawseti(state, -2, index + 1);
    });
  }
}

/** A script's result as Redis answers it: numbers are cut to whole ones. */
function read(state: State, index: number): LuaReply {
  switch (lua.lua_type(state, index)) {
    case lua.LUA_TNUMBER:
      return Math.trunc(lua.lua_tonumber(state, index));
    case lua.LUA_TSTRING:
      return lua.lua_tojsstring(state, index);
    case lua.LUA_TTABLE:
      return Array.from({ length: lua.lua_rawlen(state, index) }, (_, at) => {
        lua.lua_rawgeti(state, index, at + 1);
        const item = read(state, -1);
        lua.lua_pop(state, 1);
        return item;
      });
    default:
      return null;
  }
}
