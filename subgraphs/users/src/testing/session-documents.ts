/** Operations that tests send, with the fields they look at. */
export const registerDocument = `mutation register($input: RegisterInput!) { register(input: $input) {
  session { accessToken accessTokenExpiresAt refreshToken }
  user { id email firstName lastName phone locale roles sessions { device isCurrent } addresses { id } }
  userErrors { code field message } } }`;
export const loginDocument = `mutation login($input: LoginInput!) { login(input: $input) {
  session { accessToken refreshToken } user { id email } userErrors { code field message } } }`;
export const refreshDocument = `mutation refresh($input: RefreshSessionInput!) { refreshSession(input: $input) {
  session { accessToken refreshToken } user { id email } userErrors { code field message } } }`;
export const logoutDocument = `mutation logout($input: LogoutInput) { logout(input: $input) { endedSessions userErrors { code } } }`;
