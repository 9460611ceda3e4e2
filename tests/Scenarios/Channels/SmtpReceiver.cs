using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace GridCase.Scenarios.Channels;

/// <summary>A mail server on this machine that speaks as much SMTP as a sender needs, and answers as the test says.</summary>
internal sealed class SmtpReceiver : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource ends = new();
    private readonly ConcurrentQueue<MailTaken> mails = new();
    private readonly Task accepting;

    public SmtpReceiver()
    {
        listener.Start();
        accepting = Accept();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Replies that differ from the usual, by the command's first word: <c>MAIL</c>, <c>RCPT</c>, <c>DATA</c>, or <c>END</c> for the end of the data.</summary>
    public ConcurrentDictionary<string, string> Replies { get; } = new();

    /// <summary>The password that AUTH LOGIN takes; null where nobody need sign in.</summary>
    public string? Password { get; init; }

    /// <summary>Offers STARTTLS with a certificate that nobody trusts.</summary>
    public bool OffersTls { get; init; }

    public IReadOnlyList<MailTaken> Mails => [.. mails];

    /// <summary>Everything that was said before any connection was secured.</summary>
    public ConcurrentQueue<string> Heard { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await ends.CancelAsync();
        listener.Stop();
        await accepting;
        ends.Dispose();
    }

    private async Task Accept()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(Talk(await listener.AcceptTcpClientAsync(ends.Token)));
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task Talk(TcpClient client)
    {
        try
        {
            using (client)
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.UTF8, false, 1024, leaveOpen: true);
                await Say(stream, "220 receiver ready");
                await Converse(stream, reader);
            }
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The sender has hung up, or does not trust the certificate; that is its right.
        }
    }

    private async Task Converse(NetworkStream stream, StreamReader reader)
    {
        var (from, to, user, signedIn) = ("", new List<string>(), (string?)null, Password is null);
        while (await reader.ReadLineAsync(ends.Token) is { } line)
        {
            Heard.Enqueue(line);
            var word = line.Split(' ', ':')[0].ToUpperInvariant();
            switch (word)
            {
                case "EHLO" or "HELO":
                    await Say(stream, "250-receiver");
                    if (OffersTls) await Say(stream, "250-STARTTLS");
                    if (Password is not null) await Say(stream, "250-AUTH LOGIN");
                    await Say(stream, "250 SIZE 1000000");
                    break;
                case "STARTTLS":
                    await Say(stream, "220 go ahead");
                    using (var secured = new SslStream(stream, leaveInnerStreamOpen: true)) await secured.AuthenticateAsServerAsync(SelfSigned());
                    return;
                case "AUTH":
                    (user, signedIn) = await SignIn(stream, reader, line);
                    await Say(stream, signedIn ? "235 welcome" : "535 5.7.8 not accepted");
                    break;
                case "MAIL":
                    (from, to) = (line, []);
                    await Reply(stream, word, signedIn ? "250 ok" : "530 5.7.0 sign in first");
                    break;
                case "RCPT":
                    to.Add(line);
                    await Reply(stream, word, "250 ok");
                    break;
                case "DATA":
                    if (Replies.TryGetValue(word, out var refusal))
                    {
                        await Say(stream, refusal);
                        break;
                    }

                    await Say(stream, "354 go on");
                    var data = await Data(reader);
                    if (!Replies.ContainsKey("END")) mails.Enqueue(new(from, to, user, data));
                    await Reply(stream, "END", "250 taken");
                    break;
                case "QUIT":
                    await Say(stream, "221 bye");
                    return;
                default:
                    await Say(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task<(string? User, bool SignedIn)> SignIn(NetworkStream stream, StreamReader reader, string line)
    {
        var given = line.Split(' ');
        if (given.Length < 3) await Say(stream, "334 VXNlcm5hbWU6");
        var user = Text(given.Length < 3 ? await reader.ReadLineAsync(ends.Token) : given[2]);
        await Say(stream, "334 UGFzc3dvcmQ6");
        return (user, Text(await reader.ReadLineAsync(ends.Token)) == Password);
    }

    private async Task<string> Data(StreamReader reader)
    {
        var data = new StringBuilder();
        while (await reader.ReadLineAsync(ends.Token) is { } line and not ".") data.Append(line).Append('\n');
        return data.ToString();
    }

    private Task Reply(NetworkStream stream, string word, string usual) => Say(stream, Replies.GetValueOrDefault(word, usual));

    private static async Task Say(NetworkStream stream, string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"));

    private static string Text(string? base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64 ?? ""));

    private static X509Certificate2 SelfSigned()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var (from, to) = (new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2046, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var certificate = request.CreateSelfSigned(from, to);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}

/// <summary>One mail as it was taken.</summary>
internal sealed record MailTaken(string From, IReadOnlyList<string> To, string? User, string Data)
{
    public string Headers => Data[..Data.IndexOf("\n\n", StringComparison.Ordinal)];

    public string Body => Encoding.UTF8.GetString(Convert.FromBase64String(Data[(Headers.Length + 2)..].Replace("\n", "", StringComparison.Ordinal)));

    /// <summary>A header's value as it stands, folded lines put together; null where there is none.</summary>
    public string? Header(string name)
    {
        var lines = Headers.Replace("\n ", " ", StringComparison.Ordinal).Split('\n');
        return lines.FirstOrDefault(line => line.StartsWith(name + ":", StringComparison.OrdinalIgnoreCase))?[(name.Length + 1)..].Trim();
    }
}
