using System.Text;
using Analytics.Domain.Imports;
using Analytics.TestKit;

namespace Analytics.Domain.Tests.Imports;

/// <summary>docs/imports.md against the kinds that there are.</summary>
public sealed class ImportsPageTests
{
    [Fact]
    public void The_page_has_every_kind_with_its_columns_and_events()
    {
        var page = File.ReadLines(Repository.Path("docs", "imports.md"))
            .Where(line => line.StartsWith("- `", StringComparison.Ordinal));

        Assert.Equal(EntityKinds.All.Select(Describe), page);
    }

    private static string Describe(EntityKind kind)
    {
        var text = new StringBuilder($"- `{kind.Name}`: ");
        text.AppendJoin(", ", kind.Columns.Select(column =>
        {
            var name = column.IsRequired ? $"**{column.Name}**" : column.Name;
            return column.Aliases.IsEmpty ? name : $"{name} [{string.Join(", ", column.Aliases)}]";
        }));
        text.Append('.');
        if (!kind.Events.IsEmpty)
            text.Append(" Events: ").AppendJoin(", ", kind.Events.Select(each => $"`{each.Name}`")).Append('.');
        if (!kind.ActorProperties.IsEmpty)
            text.Append(" Properties of the actor: ").AppendJoin(", ", kind.ActorProperties).Append('.');
        return text.ToString();
    }
}
