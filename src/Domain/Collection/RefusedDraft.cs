namespace Analytics.Domain.Collection;

/// <summary>A message that breaks the format's rules, as far as it can be told from others.</summary>
internal sealed class RefusedDraft : MessageDraft
{
    private RefusedDraft(string id, string name, Problem problem)
        : base(id) => (Name, Problem) = (name, problem);

    /// <summary>Empty when none could be read.</summary>
    public override string Name { get; }

    /// <summary>Why it is refused.</summary>
    public Problem Problem { get; }

    /// <returns>The draft, or the problem alone where nothing names the message.</returns>
    public static Result<MessageDraft> Of(string? id, string? name, Problem problem)
    {
        if (string.IsNullOrEmpty(id) || EventRules.CheckId(id, "id") is not null)
            return problem;
        return new RefusedDraft(id, EventRules.CheckName(name, "name") is null ? name! : "", problem);
    }

    internal override MessageDraft WithShared(SharedFields shared) => this;
}
