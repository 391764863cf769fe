/** What a first visitor reads in the editor. */
export const defaultQuery = `# A query needs a key or a token. Open "Headers"
# below this editor and give one of
#
#   { "X-Api-Key": "..." }
#   { "Authorization": "Bearer ..." }
#
# then press Ctrl-Enter here.
#
# The book on the left documents every field. If it
# is empty, press "Re-fetch GraphQL schema" (the
# arrows on the left) once the key is given.

query WhoAmI {
  me {
    __typename
  }
}
`;
