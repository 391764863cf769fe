namespace Analytics.Domain.Privacy;

/// <summary>Whether events need the consent of the person whom they are about.</summary>
public enum ConsentMode
{
    /// <summary>They do not: the tenant has another ground.</summary>
    Off,

    /// <summary>Each event says itself, in <c>context.consent</c>, that there is consent.</summary>
    Required,
}

/// <summary>What becomes of an event without consent.</summary>
public enum WithoutConsent
{
    /// <summary>It is kept without ids, context and what tells who somebody is.</summary>
    Anonymise,

    /// <summary>It is refused.</summary>
    Drop,
}

/// <summary>How ids are kept.</summary>
public enum IdForm
{
    /// <summary>As the client sends them.</summary>
    AsSent,

    /// <summary>As a hash under a secret of the tenant's: nobody can join them with another tenant's.</summary>
    Hashed,
}
