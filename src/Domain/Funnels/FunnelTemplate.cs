using System.Collections.Immutable;

namespace Analytics.Domain.Funnels;

/// <summary>Funnels of a shop that need no set-up: their steps are the events of the built-in schema.</summary>
public enum FunnelTemplate
{
    /// <summary>From a product's page to the order: <c>product_viewed</c>, <c>product_added_to_cart</c>,
    /// <c>checkout_started</c>, and <c>payment_completed</c> or <c>order_placed</c>.</summary>
    Conversion,

    /// <summary>From the cart to the door: <c>product_added_to_cart</c>, <c>checkout_started</c>,
    /// <c>payment_completed</c> or <c>order_placed</c>, and <c>order_fulfilled</c>.</summary>
    Commerce,
}

/// <summary>The steps of each template.</summary>
public static class FunnelTemplates
{
    private static readonly FunnelStepDefinition Viewed = new(null, ["product_viewed"], null);
    private static readonly FunnelStepDefinition Added = new(null, ["product_added_to_cart"], null);
    private static readonly FunnelStepDefinition Started = new(null, ["checkout_started"], null);
    private static readonly FunnelStepDefinition Paid = new(null, ["payment_completed", "order_placed"], null);
    private static readonly FunnelStepDefinition Fulfilled = new(null, ["order_fulfilled"], null);

    /// <summary>In order.</summary>
    public static ImmutableArray<FunnelStepDefinition> Steps(this FunnelTemplate template) => template switch
    {
        FunnelTemplate.Conversion => [Viewed, Added, Started, Paid],
        _ => [Added, Started, Paid, Fulfilled],
    };
}
