using System.Net;
using System.Net.Http.Headers;
using GridCase.Workflows.Escalation;

namespace GridCase.Hosting.Delivery;

/// <summary>Posts bodies by HTTP and says in our words how it went.</summary>
internal sealed class HttpPosting(HttpClient http)
{
    /// <summary>Longer answers are not read: nobody needs them.</summary>
    private const int LongestAnswer = 16 * 1024;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan UsualPause = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    public static HttpRequestMessage Request(Uri url, byte[] body, string contentType) => new(HttpMethod.Post, url)
    {
        Content = new ByteArrayContent(body) { Headers = { ContentType = new MediaTypeHeaderValue(contentType) { CharSet = "utf-8" } } },
    };

    /// <summary>Posts once. <paramref name="read"/> judges what a successful answer says, for receivers that refuse with 200.</summary>
    public async Task<SendResult> Post(HttpRequestMessage request, CancellationToken cancellation, Func<byte[], SendResult>? read = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            if (!answer.IsSuccessStatusCode) return Refused(answer);
            return read is null ? SendResult.Arrived : read(await Start(answer, patience.Token));
        }
        catch (HttpRequestException fault)
        {
            // Only the kind of the fault: the message may quote the address, and that of a robot holds its key.
            return new(false, $"not reached: {fault.HttpRequestError}") { Fault = fault.HttpRequestError == HttpRequestError.SecureConnectionError ? SendFault.Tls : SendFault.NotReached };
        }
        catch (IOException)
        {
            return new(false, "the answer broke off") { Fault = SendFault.NotReached };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new(false, $"no answer within {Patience.TotalSeconds:0} s") { Fault = SendFault.NoAnswer };
        }
    }

    private static SendResult Refused(HttpResponseMessage answer)
    {
        var detail = $"answered {(int)answer.StatusCode}";
        return answer.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => new(false, detail) { Fault = SendFault.TooMany, Pause = PauseOf(answer.Headers.RetryAfter) },
            HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new(false, detail) { Fault = SendFault.SignIn },
            // The receiver judged the content itself: it will not like it better later.
            HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge or HttpStatusCode.UnsupportedMediaType or HttpStatusCode.UnprocessableEntity =>
                new(false, detail, Hopeless: true) { Fault = SendFault.Refused },
            _ => new(false, detail) { Fault = SendFault.Refused },
        };
    }

    private static TimeSpan PauseOf(RetryConditionHeaderValue? asked) =>
        asked?.Delta is { } delta && delta > TimeSpan.Zero ? (delta < LongestPause ? delta : LongestPause) : UsualPause;

    private static async Task<byte[]> Start(HttpResponseMessage answer, CancellationToken cancellation)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync(cancellation);
        var start = new byte[LongestAnswer];
        var length = await stream.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellation);
        return start[..length];
    }
}
