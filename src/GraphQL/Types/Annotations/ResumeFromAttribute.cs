namespace Analytics.GraphQL.Types.Annotations;

/// <summary>
/// The parameter, a string, is the cursor after which a client wants to go on: <c>extensions.resumeFrom</c> of the
/// request; null when it starts anew. Fields without such a parameter refuse to resume.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class ResumeFromAttribute : Attribute;
