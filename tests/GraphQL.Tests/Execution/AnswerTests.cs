using Analytics.GraphQL.Tests.Transport;

namespace Analytics.GraphQL.Tests.Execution;

public sealed class AnswerTests(ShopServer shop) : IClassFixture<ShopServer>
{
    [Theory]
    [InlineData("{ hello }", """{"data":{"hello":"Hello world"}}""")]
    [InlineData("{ hello(name: \"Ada \\\"L\\\" \\u00e9\") }", """{"data":{"hello":"Hello Ada \"L\" é"}}""")]
    [InlineData("{ a: hello b: hello(name: \"b\") }", """{"data":{"a":"Hello world","b":"Hello b"}}""")]
    [InlineData("{ products { name price { amount currency } category tags rating } }",
        """{"data":{"products":[{"name":"Notebook","price":{"amount":2.50,"currency":"EUR"},"category":"PAPER_GOODS","tags":["lined","a5"],"rating":4.5},{"name":"Bread","price":{"amount":3,"currency":"EUR"},"category":"FOOD","tags":[],"rating":null}]}}""")]
    [InlineData("{ products(category: FOOD) { id __typename } }",
        """{"data":{"products":[{"id":2,"__typename":"Product"}]}}""")]
    [InlineData("{ product(id: 2) { name } missing: product(id: \"9\") { name } }",
        """{"data":{"product":{"name":"Bread"},"missing":null}}""")]
    public async Task Answer_has_the_selected_fields_in_their_order(string query, string expected) =>
        Assert.Equal(expected, await shop.Server.TextAsync(query));
}
