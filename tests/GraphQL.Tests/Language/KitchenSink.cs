namespace Analytics.GraphQL.Tests.Language;

/// <summary>Two documents that hold every construct of the language, as the printer prints them.</summary>
internal static class KitchenSink
{
    public const string Operations = """"
        """
        block
          text
        """
        query Q(
        "a number"
        $a: Int = 1 @onVariable
        $b: [[Int!]!]! = [[1, 2], []]
        ) @onQuery {
          alias: field(n: -1.5e3, list: [null, true, E, $b], o: {k: {}, t: """x"""}) @a @b(c: 1) {
            ...F @include(if: $c)
            ... @skip(if: false) {
              x
            }
            ... on Dog {
              long(
                first: "a text so long that the arguments do not fit on one line"
                second: "another \"text\" with \\ and \n"
              )
            }
          }
        }

        mutation {
          change
        }

        subscription @a {
          event
        }

        query ($x: Int) {
          value(of: $x)
        }

        {
          shorthand
        }

        "what it is"
        fragment F on Dog @onFragment {
          name
        }
        """";

    public const string TypeSystem = """"
        "the schema"
        schema @a {
          query: Q
          mutation: M
        }

        extend schema @b {
          subscription: S
        }

        scalar Url @specifiedBy(url: "https://example.org")

        extend scalar Url @a

        "an object"
        type Dog implements Pet & Mammal @a {
          """a field"""
          name(surname: Boolean = false, other: [Int!] = [1] @a): String! @deprecated(reason: "no")
          described(
            "an argument"
            a: Int
            b: Int
          ): Int
        }

        type Empty

        extend type Dog implements Canine {
          barks: Boolean
        }

        interface Pet implements Named {
          name: String
        }

        extend interface Pet @a

        union Animal @a = Dog | Cat

        extend union Animal = Cow

        enum Color {
          "a value"
          RED @a
          BLUE
        }

        extend enum Color {
          GREEN
        }

        input Range @oneOf {
          from: Int = 1 @a
          text: [String!]
        }

        extend input Range {
          to: Int
        }

        "a directive"
        directive @a(x: Int = 1) repeatable on FIELD | FIELD_DEFINITION

        directive @b on SCHEMA
        """";
}
