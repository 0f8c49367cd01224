/**
 * The commonest passwords of published leaks that are long enough to pass the length rule, in lower case. It stops what
 * every guesser tries first; the login limits stop the rest.
 */
export const commonPasswords: ReadonlySet<string> = new Set(
  `12345678 123456789 1234567890 0123456789 987654321 9876543210 11111111 111111111 1111111111 00000000 000000000
  0000000000 22222222 33333333 44444444 55555555 66666666 77777777 88888888 99999999 12121212 12341234 123123123
  11223344 1122334455 123454321 123456781 123456780 1234567891 12345678910 123456789a 123456789q a123456789
  a12345678 1q2w3e4r 1q2w3e4r5t 1qaz2wsx 1qaz2wsx3edc qazwsxedc q1w2e3r4 q1w2e3r4t5 zaq12wsx zxcvbnm1 zxcvbnm123
  qwertyui qwertyuiop qwerty12 qwerty123 qwerty1234 qwerty12345 qwerty123456 qwertzuiop azertyuiop asdfghjk
  asdfghjkl asdfasdf asdf1234 1234qwer 12qwaszx password password1 password12 password123 password1234 password!
  passw0rd passw0rd1 p@ssword p@ssw0rd p@ssw0rd1 pa$$word passwort passwort1 motdepasse contraseña contrasena
  iloveyou iloveyou1 iloveyou2 ilovegod sunshine sunshine1 princess princess1 football football1 baseball
  baseball1 basketball superman superman1 batman123 starwars starwars1 pokemon1 pokemon123 dragon123 monkey123
  michael1 michelle jennifer jessica1 jordan23 charlie1 daniel123 computer computer1 internet samsung1 whatever
  welcome1 welcome123 letmein1 letmein123 admin123 admin1234 administrator adminadmin rootroot changeme changeme1
  changeme123 default1 test1234 testtest test12345 testing123 guest123 temp1234 secret123 trustno1 master123
  abcd1234 abc12345 abc123456 abcdefgh abcdefghi abcdef123 aaaaaaaa aaaaaaaaa a1b2c3d4 aa123456 aa12345678 abc123abc
  liverpool arsenal1 chelsea1 barcelona realmadrid manchester chocolate butterfly mercedes corvette maverick
  victoria veronica isabella caroline elizabeth alexander christian november december september hello123
  hellohello google123 facebook facebook1 linkedin youtube1 minecraft fortnite summer2024 summer2025 summer2026
  winter2024 winter2025 winter2026 spring2025 spring2026 autumn2025 autumn2026 january1 monday123`
    .split(/\s+/)
    .filter(Boolean),
);
