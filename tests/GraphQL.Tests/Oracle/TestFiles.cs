namespace Analytics.GraphQL.Tests.Oracle;

/// <summary>Files of the repository that tests read where they lie.</summary>
internal static class TestFiles
{
    /// <summary>The repository's folder.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>The folder of this test project's sources.</summary>
    public static string Folder { get; } = Path.Combine(Root, "tests", "GraphQL.Tests");

    /// <summary>The text of a file of this test project, named by its path below the project.</summary>
    public static string Read(params string[] path) => File.ReadAllText(Path.Combine([Folder, .. path]));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Analytics.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}
