using System.Collections.Immutable;

namespace Analytics.GraphQL.Execution;

/// <summary>Thrown by resolvers and interceptors for errors that the caller may read.</summary>
public sealed class GraphQLException : Exception
{
    /// <summary>One error with a message only.</summary>
    public GraphQLException(string message) : this(ErrorBuilder.New().SetMessage(message).Build())
    {
    }

    /// <summary>One or several errors.</summary>
    public GraphQLException(params IError[] errors) : base(errors[0].Message) => Errors = [.. errors];

    /// <summary>The errors; at least one.</summary>
    public ImmutableArray<IError> Errors { get; }
}
