namespace Analytics.Scenarios.Web;

/// <summary>The tests of the browser SDK share a host and a browser, one after the other.</summary>
[CollectionDefinition(nameof(ShopVisits))]
public sealed class ShopVisitsGroup : ICollectionFixture<ShopVisits>;
