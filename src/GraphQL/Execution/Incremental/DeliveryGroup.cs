namespace Analytics.GraphQL.Execution.Incremental;

/// <summary>A <c>@defer</c> at one place of the answer: what a client is told is pending, and later complete.</summary>
/// <param name="path">The object that the deferred fields belong to.</param>
/// <param name="label">The client's name for it; null for none.</param>
/// <param name="parent">The deferral around it; null for none.</param>
internal sealed class DeliveryGroup(IReadOnlyList<object> path, string? label, DeliveryGroup? parent) : IPending
{
    public IReadOnlyList<object> Path => path;

    public string? Label => label;

    public DeliveryGroup? Parent => parent;

    /// <inheritdoc/>
    public int? Id { get; set; }

    /// <summary>Deferrals inside this one, which become pending when it is complete.</summary>
    public List<DeliveryGroup> Children { get; } = [];

    /// <summary>What has to be executed for it and was not delivered yet, in order.</summary>
    public List<ExecutionGroup> Tasks { get; } = [];

    /// <summary>How many of them are not done.</summary>
    public int Unfinished { get; set; }

    /// <summary>Whether it is still to be delivered.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether clients know of it, so that its work goes on.</summary>
    public bool IsPending { get; set; }
}

/// <summary>What a client waits for.</summary>
internal interface IPending
{
    IReadOnlyList<object> Path { get; }

    string? Label { get; }

    /// <summary>The number under which clients know it, from when it is announced until it is complete.</summary>
    int? Id { get; set; }
}
