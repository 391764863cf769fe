namespace Analytics.Domain.Webhooks;

/// <summary>A service that sends messages which become events.</summary>
/// <param name="Id">Its own: messages are posted to <c>/v1/webhooks/{id}</c>.</param>
/// <param name="Name">For people, 1 to 100 characters.</param>
/// <param name="Signing">How its messages are told from a stranger's.</param>
/// <param name="Mapping">How they become events.</param>
/// <param name="IsEnabled">Nothing is taken of one that is not.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was last changed.</param>
public sealed record WebhookSource(
    Guid Id, string Name, WebhookSigning Signing, WebhookMapping Mapping, bool IsEnabled,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A source as an administrator wants it, checked.</summary>
public sealed record WebhookSourceDraft
{
    private const int MaxName = 100;

    private WebhookSourceDraft(string name, WebhookSigning signing, WebhookMapping mapping, bool isEnabled) =>
        (Name, Signing, Mapping, IsEnabled) = (name, signing, mapping, isEnabled);

    /// <summary>For people.</summary>
    public string Name { get; }

    /// <summary>How its messages are told from a stranger's.</summary>
    public WebhookSigning Signing { get; }

    /// <summary>How they become events.</summary>
    public WebhookMapping Mapping { get; }

    /// <summary>Nothing is taken of one that is not.</summary>
    public bool IsEnabled { get; }

    /// <summary>Checks what an administrator wants.</summary>
    /// <returns>The draft, or the first fault with its path.</returns>
    public static Result<WebhookSourceDraft> Create(
        string name, WebhookSigning signing, WebhookMapping mapping, bool isEnabled)
    {
        if (name.Length is 0 or > MaxName)
            return Problem.Invalid("TEXT_TOO_LONG", $"A name has 1 to {MaxName} characters.", "name");
        if ((signing.Check()?.Under("signing") ?? mapping.Check()?.Under("mapping")) is { } problem)
            return problem;
        return new WebhookSourceDraft(name, signing, mapping, isEnabled);
    }
}
