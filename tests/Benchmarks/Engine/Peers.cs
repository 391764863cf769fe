using System.Runtime.CompilerServices;

namespace Analytics.Benchmarks.Engine;

/// <summary>The servers on Node.js that figures are compared with.</summary>
internal static class Peers
{
    /// <summary>The path of one of their scripts.</summary>
    public static string Script(string name) => Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "Node", name);

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
