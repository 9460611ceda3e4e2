using System.Net;
using System.Net.Mail;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Text;
using GridCase.Workflows.Directory;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>
/// Mail to the person's work address, plain text in UTF-8. Each try bears the same Message-ID, so that mailboxes that look at it keep one.
/// </summary>
/// <remarks>
/// The base class library's client: what is needed is one message at a time with STARTTLS and a password, and that it does without another package. It does not
/// speak TLS from the first byte, which is why <see cref="ChannelCheck"/> refuses port 465.
/// </remarks>
internal sealed class MailPost(IDirectorySource directory) : IChannelPost
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public NoticeChannelKind Kind => NoticeChannelKind.Email;

    public async Task<SendResult> Send(NoticeChannel channel, ChannelMessage message, CancellationToken cancellation)
    {
        if (message.Receiver?.Email is not { Length: > 0 } address) return NotSetUp("no e-mail address is known");
        if (!ChannelCheck.IsMailAddress(address)) return NotSetUp("the e-mail address is no address");
        using var mail = Mail(channel, address, message, directory.Current.Code);
        using var client = new SmtpClient(channel.Host, channel.Port) { EnableSsl = channel.Tls == MailTls.Starttls, UseDefaultCredentials = false };
        if (channel.User is { } user) client.Credentials = new NetworkCredential(user, channel.Secret);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            await client.SendMailAsync(mail, patience.Token);
            return SendResult.Arrived;
        }
        catch (SmtpException fault)
        {
            return Fault(fault);
        }
        catch (AuthenticationException)
        {
            return new(false, "the connection could not be secured") { Fault = SendFault.Tls };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(false, $"no answer within {Patience.TotalSeconds:0} s") { Fault = SendFault.NoAnswer };
        }
    }

    private static MailMessage Mail(NoticeChannel channel, string address, ChannelMessage message, string county)
    {
        var mail = new MailMessage(channel.From!, address)
        {
            // A line end in a subject would begin another header.
            Subject = string.Concat(message.Text.Title.Select(letter => char.IsControl(letter) ? ' ' : letter)),
            SubjectEncoding = Encoding.UTF8,
            Body = message.Text.Body,
            BodyEncoding = Encoding.UTF8,
            IsBodyHtml = false,
        };
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{county}\n{message.Key}")))[..40];
        mail.Headers.Add("Message-ID", $"<{key}@{channel.From!.Split('@')[1]}>");
        mail.Headers.Add("X-GridCase-Key", key);
        mail.Headers.Add("Auto-Submitted", "auto-generated");
        return mail;
    }

    /// <summary>Only the code of an answer is told: its text may quote the address.</summary>
    private static SendResult Fault(SmtpException fault)
    {
        if (fault.InnerException is AuthenticationException) return new(false, "the connection could not be secured") { Fault = SendFault.Tls };
        if (fault.InnerException is SocketException or IOException) return new(false, "not reached") { Fault = SendFault.NotReached };
        var code = (int)fault.StatusCode;
        return code switch
        {
            530 or 534 or 535 or 538 => new(false, $"answered {code}: user and password are not accepted", Hopeless: true) { Fault = SendFault.SignIn },
            >= 500 => new(false, $"answered {code}", Hopeless: true) { Fault = SendFault.Refused },
            >= 400 => new(false, $"answered {code}") { Fault = SendFault.Refused },
            // The client's own word for a server that offers no STARTTLS.
            _ => new(false, "the connection failed, or the server offers no STARTTLS") { Fault = SendFault.Tls },
        };
    }

    private static SendResult NotSetUp(string detail) => new(false, detail, Hopeless: true) { Fault = SendFault.NotSetUp };
}
