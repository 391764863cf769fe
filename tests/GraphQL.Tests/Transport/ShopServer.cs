using Analytics.GraphQL.Tests.Shop;

namespace Analytics.GraphQL.Tests.Transport;

/// <summary>A server for the shop's schema, shared by the tests of a class.</summary>
public sealed class ShopServer : IAsyncLifetime
{
    public GraphQLServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() =>
        Server = await GraphQLServer.StartAsync(builder => builder.AddTypes(typeof(ProductQueries)));

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
