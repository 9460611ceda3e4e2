using System.Globalization;
using System.Text.Json;

namespace GridCase.StandIns;

/// <summary>Takes events and answers as the mood is.</summary>
internal sealed class EventDesk(ArrivalLog log, KnownKeys keys)
{
    private readonly Lock one = new();
    private readonly Stack<TaskCompletionSource> held = new();
    private Mood mood = new();
    private int left;
    private int counted;

    /// <summary>Set anew it begins to count anew.</summary>
    public Mood Mood
    {
        set
        {
            lock (one) (mood, left, counted) = (value, value.Times == 0 ? int.MaxValue : value.Times, 0);
            if (value.Answer != "hold") LetGo();
        }
    }

    public int Held
    {
        get
        {
            lock (one) return held.Count;
        }
    }

    /// <summary>Answers what is held, the last that came first.</summary>
    public void LetGo()
    {
        lock (one)
            while (held.TryPop(out var waiting)) waiting.SetResult();
    }

    public async Task Take(HttpContext http)
    {
        using var buffer = new MemoryStream();
        await http.Request.Body.CopyToAsync(buffer);
        var body = buffer.ToArray();
        var (told, isEvent) = Parse(body);
        var id = Text(told, "id");
        var isSigned = keys.Signed(http.Request, body);
        var now = !isSigned ? new Mood("401") : !isEvent ? new Mood("400") : MoodFor(id!, told);
        var taken = now.Answer is Mood.Accept or "slow" or "hold" or "half" or "break";
        log.Append(new(
            0, DateTimeOffset.UtcNow, id, Text(told, "type"), Text(told, "subject"), isEvent ? told.GetProperty("data") : null, http.Request.Headers["X-GridCase-Key"].ToString(), isSigned,
            taken && now.Answer != "break" ? "202" : now.Answer, taken));
        await Answer(http, now);
    }

    private async Task Answer(HttpContext http, Mood now)
    {
        switch (now.Answer)
        {
            case Mood.Accept:
                break;
            case "slow":
                await Task.Delay(now.Milliseconds);
                break;
            case "hold":
                await Hold();
                break;
            case "timeout":
                await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
                return;
            case "half":
                http.Response.StatusCode = StatusCodes.Status202Accepted;
                http.Response.ContentLength = 100;
                await http.Response.Body.WriteAsync("{\"acc"u8.ToArray());
                await http.Response.Body.FlushAsync();
                http.Abort();
                return;
            case "break" or "hang-up":
                http.Abort();
                return;
            default:
                http.Response.StatusCode = int.Parse(now.Answer, CultureInfo.InvariantCulture);
                if (now.RetryAfter > 0) http.Response.Headers.RetryAfter = now.RetryAfter.ToString(CultureInfo.InvariantCulture);
                return;
        }

        http.Response.StatusCode = StatusCodes.Status202Accepted;
    }

    private Task Hold()
    {
        var waiting = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (one) held.Push(waiting);
        return waiting.Task;
    }

    private Mood MoodFor(string id, JsonElement told)
    {
        lock (one)
        {
            if (left == 0 || !OrderOf(told).StartsWith(mood.Orders, StringComparison.Ordinal) || (mood.FirstTryOnly && log.HasSeen(id)) || ++counted % mood.Every != 0) return new();
            left--;
            return mood;
        }
    }

    private static string OrderOf(JsonElement told) => Text(told.GetProperty("data"), "orderNo") ?? "";

    private static (JsonElement Told, bool IsEvent) Parse(byte[] body)
    {
        try
        {
            var told = JsonSerializer.Deserialize<JsonElement>(body);
            var isEvent = told.ValueKind == JsonValueKind.Object && Text(told, "specversion") == "1.0" && Text(told, "id") is not null && Text(told, "source") is not null && Text(told, "type") is not null
                && told.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object;
            return (told, isEvent);
        }
        catch (JsonException)
        {
            return (default, false);
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
