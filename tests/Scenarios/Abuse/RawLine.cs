using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace GridCase.Scenarios.Abuse;

/// <summary>One answer as it came over the line.</summary>
/// <param name="Status">0 where nothing came before the host hung up.</param>
internal sealed record RawAnswer(int Status, IReadOnlyDictionary<string, string> Headers, string Body)
{
    public static RawAnswer HungUp { get; } = new(0, new Dictionary<string, string>(), "");
}

/// <summary>A connection on which anything may be said, letter for letter.</summary>
internal sealed class RawLine : IDisposable
{
    /// <summary>No answer takes so long; the longest patience of the host with a slow sender is well below.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(40);

    private readonly Socket socket;
    private readonly List<byte> heard = [];

    private RawLine(Socket socket) => this.socket = socket;

    public static async Task<RawLine> Open(Uri address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, address.Port);
        return new(socket);
    }

    /// <summary>Says something on a line of its own and gives the first answer.</summary>
    public static async Task<RawAnswer> Ask(Uri address, string said)
    {
        using var line = await Open(address);
        await line.Say(said);
        return await line.Hear();
    }

    public Task Say(string said) => Say(Encoding.Latin1.GetBytes(said));

    /// <summary>Says it, as far as somebody listens.</summary>
    public async Task<bool> Say(byte[] said)
    {
        try
        {
            for (var sent = 0; sent < said.Length;) sent += await socket.SendAsync(said.AsMemory(sent));
            return true;
        }
        catch (SocketException)
        {
            // The host has hung up; what it said before can still be heard.
            return false;
        }
    }

    /// <summary>True when the host has said something that was not read yet.</summary>
    public bool HasAnswer => heard.Count > 0 || socket.Available > 0;

    /// <summary>The next answer, or that the host hung up.</summary>
    public async Task<RawAnswer> Hear()
    {
        int end;
        while ((end = Find("\r\n\r\n"u8)) < 0)
            if (!await More()) return RawAnswer.HungUp;
        var head = Encoding.Latin1.GetString([.. heard[..end]]).Split("\r\n");
        heard.RemoveRange(0, end + 4);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in head[1..]) headers[line.Split(':')[0]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        var status = int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture);
        if (status == 100) return await Hear();
        return new(status, headers, await Body(headers));
    }

    /// <summary>Waits until the host hangs up; false when it does not in time.</summary>
    public async Task<bool> IsHungUp()
    {
        try
        {
            while (await More()) heard.Clear();
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    /// <summary>Says that nothing more will come, and waits until the host hangs up too: then it has forgotten the line.</summary>
    public async Task End()
    {
        if (socket.Connected) socket.Shutdown(SocketShutdown.Send);
        Assert.True(await IsHungUp());
        Dispose();
    }

    public void Dispose() => socket.Dispose();

    private async Task<string> Body(Dictionary<string, string> headers)
    {
        if (headers.TryGetValue("Content-Length", out var length))
        {
            var most = int.Parse(length, CultureInfo.InvariantCulture);
            while (heard.Count < most && await More()) { }
            return Taken(Math.Min(most, heard.Count));
        }

        if (!headers.ContainsKey("Transfer-Encoding")) return "";
        var body = new StringBuilder();
        while (true)
        {
            int end;
            while ((end = Find("\r\n"u8)) < 0)
                if (!await More()) return body.ToString();
            var size = int.Parse(Taken(end), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
            while (heard.Count < size + 4 && await More()) { }
            Taken(2);
            body.Append(Taken(size));
            Taken(2);
            if (size == 0) return body.ToString();
        }
    }

    private string Taken(int count)
    {
        var taken = Encoding.UTF8.GetString([.. heard[..count]]);
        heard.RemoveRange(0, count);
        return taken;
    }

    private int Find(ReadOnlySpan<byte> what) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(heard).IndexOf(what);

    private async Task<bool> More()
    {
        var buffer = new byte[16 * 1024];
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(), patience.Token);
            heard.AddRange(buffer.AsSpan(0, read));
            return read > 0;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
