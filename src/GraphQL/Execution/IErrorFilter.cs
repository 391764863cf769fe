namespace Analytics.GraphQL.Execution;

/// <summary>Rewrites errors before they are answered. Filters run in the order of their registration.</summary>
public interface IErrorFilter
{
    /// <summary>The error to answer; never null. Its exception is there to be told apart and logged.</summary>
    IError OnError(IError error);
}
