#pragma warning disable IDE0130, CA1050 // the runtime looks for a class of this name outside of any namespace
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Analytics.TestKit.Hosts;

/// <summary>
/// Runs in a host that was started with <c>DOTNET_STARTUP_HOOKS</c> naming this assembly, before its own first line:
/// tells whoever connects to a socket how large the managed heap is after a collection. The host knows nothing of it.
/// </summary>
internal static class StartupHook
{
    /// <summary>Called by the runtime.</summary>
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(HeapProbe.Variable) is { Length: > 0 } path)
            new Thread(() => Answer(path)) { IsBackground = true }.Start();
    }

    private static void Answer(string path)
    {
        File.Delete(path);   // of a process that was killed
        using var listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        listener.Listen();
        while (true)
        {
            using var caller = listener.Accept();
            var bytes = GC.GetTotalMemory(forceFullCollection: true);
            caller.Send(Encoding.ASCII.GetBytes(bytes.ToString(CultureInfo.InvariantCulture)));
        }
    }
}
