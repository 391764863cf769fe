namespace Analytics.TestKit;

/// <summary>What random questions ask for, and what random logs hold, beyond counts, sums and plain funnels of events.</summary>
[Flags]
public enum QuestionKinds
{
    None = 0,
    Aggregations = 1,
    Dimensions = 2,
    Rolling = 4,
    TopLists = 8,
    FunnelOptions = 16,
    Retention = 32,
    Cohorts = 64,
    CohortFilter = 128,
    Sessions = 256,
    SessionLists = 512,
    ActorProperties = 1_024,
    Identity = 2_048,
    Properties = 4_096,
    Lifecycle = 8_192,
    Paths = 16_384,
    Figures = 32_768,
    Distributions = 65_536,
    Correlations = 131_072,
    All = 262_143,
}
