namespace Analytics.Columnar.Tests;

/// <summary>Tests that measure time or load every core: they run one after the other, with no others beside them.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
