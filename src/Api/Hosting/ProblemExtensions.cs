using Analytics.Api.Querying;
using Analytics.GraphQL.Execution;

namespace Analytics.Api.Hosting;

/// <summary>The one place where a problem of the Domain becomes an error of the API.</summary>
internal static class ProblemExtensions
{
    /// <exception cref="GraphQLException">There is a problem; the error carries its code and path.</exception>
    public static T OrThrow<T>(this Result<T> result) =>
        result.TryGet(out var value, out var problem) ? value : throw problem.ToException();

    /// <summary>The same of a question about a metric, whose members its arguments name otherwise.</summary>
    public static T OrThrowInArguments<T>(this Result<T> result) =>
        result.TryGet(out var value, out var problem) ? value : throw problem.InArguments().ToException();

    /// <summary>The same of a mutation with <c>[Error&lt;InputError&gt;]</c>, whose payload says what is wrong.</summary>
    /// <exception cref="RefusedInputException">There is a problem.</exception>
    public static T OrRefuse<T>(this Result<T> result) =>
        result.TryGet(out var value, out var problem) ? value : throw new RefusedInputException(problem);

    public static GraphQLException ToException(this Problem problem)
    {
        var error = ErrorBuilder.New().SetMessage(problem.Message).SetCode(problem.Code);
        if (problem.Path is { } path)
            error.SetExtension("inputPath", path);
        return new GraphQLException(error.Build());
    }
}
