using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Analytics.GraphQL.Generators;

/// <summary>Generates a data loader of every static method with <c>[DataLoader]</c>.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class DataLoaderGenerator : IIncrementalGenerator
{
    private static readonly DiagnosticDescriptor WrongShape = new(
        "AGQL001",
        "No data loader can be made of the method",
        "'{0}' must be static, not private, and return Task<IReadOnlyDictionary<K, V>> or Task<ILookup<K, V>> for "
        + "IReadOnlyList<K>, or Task<V> for K",
        "Analytics.GraphQL", DiagnosticSeverity.Error, true);

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        var generated = context.SyntaxProvider.ForAttributeWithMetadataName(
            "Analytics.GraphQL.DataLoader.DataLoaderAttribute", static (_, _) => true, static (found, _) =>
            {
                var method = (IMethodSymbol)found.TargetSymbol;
                return LoaderModel.Of(method, found.Attributes[0]) is { } model
                    ? (Name: $"{model.Namespace}.{model.LoaderName}.g.cs", Text: LoaderText.Of(model), Method: "", Place: (Location?)null)
                    : (Name: "", Text: "", Method: method.Name, Place: method.Locations[0]);
            });
        context.RegisterSourceOutput(generated, static (output, file) =>
        {
            if (file.Place is not null)
                output.ReportDiagnostic(Diagnostic.Create(WrongShape, file.Place, file.Method));
            else
                output.AddSource(file.Name, SourceText.From(file.Text, Encoding.UTF8));
        });
    }
}
