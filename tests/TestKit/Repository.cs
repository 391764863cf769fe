namespace Analytics.TestKit;

/// <summary>Where the checkout under test lies.</summary>
public static class Repository
{
    /// <summary>The folder that holds <c>Analytics.sln</c>.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    /// <summary>A file or folder of the checkout.</summary>
    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    /// <summary>All C# sources below a folder, without what the compiler wrote.</summary>
    public static IEnumerable<string> Sources(params string[] folder) =>
        Directory.EnumerateFiles(Path(folder), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)
                           && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string Find(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
            if (File.Exists(System.IO.Path.Combine(at.FullName, "Analytics.sln")))
                return at.FullName;
        throw new InvalidOperationException($"No Analytics.sln above {folder}: tests run from a checkout.");
    }
}
