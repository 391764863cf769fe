namespace Analytics.Benchmarks.Behaviour.Data;

/// <summary>Names that the generator treats by themselves, as indices of <see cref="Vocabulary.Names"/>.</summary>
internal static class EventNames
{
    public const byte CheckoutStarted = 5;
    public const byte PaymentCompleted = 6;

    /// <summary>Viewed, added, checkout, payment, fulfilled, removed.</summary>
    public static bool HasProduct(byte name) => name is 1 or 4 or CheckoutStarted or PaymentCompleted or 9 or 10;
}
