using System.Text;

namespace Analytics.GraphQL.Types;

/// <summary>A GraphQL name as a JSON text. Names are letters, digits and underscores, so that nothing needs escaping.</summary>
internal static class QuotedName
{
    /// <summary>The name in quotes.</summary>
    public static byte[] Of(string name) => [(byte)'"', .. Encoding.ASCII.GetBytes(name), (byte)'"'];
}
