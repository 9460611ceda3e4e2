using System.Globalization;

namespace GridCase.StandIns;

/// <summary>
/// A city's hotline, as far as a county can tell: takes events at <c>/events</c> as its mood is, and writes down what came. Its log is its memory: started
/// again on the same log it knows what it has taken.
/// </summary>
/// <remarks>
/// <c>--port N --log FILE [--key ID=SECRET]… [--any-clock]</c>. Control, for tests: <c>POST /control/mood</c> with a <see cref="Mood"/>,
/// <c>POST /control/keys</c> with <c>{id: secret}</c>, <c>POST /control/let-go</c> answers what is held, the last first.
/// </remarks>
internal static class CityHotlineProgram
{
    private const int LargestBody = 256 * 1024;

    public static async Task<int> Main(string[] arguments)
    {
        var options = Read(arguments);
        if (options is null)
        {
            await Console.Error.WriteLineAsync("--port N --log FILE [--key ID=SECRET]... [--any-clock]");
            return 2;
        }

        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LargestBody;
            kestrel.ListenLocalhost(options.Port);
        });
        await using var app = builder.Build();
        using var log = new ArrivalLog(options.Log);
        var keys = new KnownKeys(options.Keys, options.AnyClock);
        var desk = new EventDesk(log, keys);
        app.MapPost("/events", desk.Take);
        app.MapPost("/control/mood", (Mood mood) => desk.Mood = mood);
        app.MapPost("/control/keys", (Dictionary<string, string> more) => keys.Learn(more));
        app.MapPost("/control/let-go", () => desk.LetGo());
        app.MapGet("/control", () => Results.Ok(new { log.Taken, desk.Held }));
        await app.RunAsync();
        return 0;
    }

    private static Options? Read(string[] arguments)
    {
        var options = new Options(0, "", [], false);
        for (var index = 0; index < arguments.Length; index++)
        {
            if (arguments[index] == "--any-clock")
            {
                options = options with { AnyClock = true };
                continue;
            }

            if (index + 1 == arguments.Length) return null;
            var value = arguments[++index];
            switch (arguments[index - 1])
            {
                case "--port":
                    options = options with { Port = int.Parse(value, CultureInfo.InvariantCulture) };
                    break;
                case "--log":
                    options = options with { Log = value };
                    break;
                case "--key" when value.Split('=', 2) is [var id, var secret]:
                    options.Keys[id] = secret;
                    break;
                default:
                    return null;
            }
        }

        return options.Port > 0 && options.Log.Length > 0 ? options : null;
    }

    private sealed record Options(int Port, string Log, Dictionary<string, string> Keys, bool AnyClock);
}
