using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace GridCase.Local.Hosting;

/// <summary><c>serve</c>: runs a county on this machine until Ctrl-C.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var command = new Command("serve", "Run a county on this machine (the default).");
        Fill(command);
        return command;
    }

    /// <summary>Gives a command the options and the action of <c>serve</c>; the root command has them too.</summary>
    public static void Fill(Command command)
    {
        var data = new Option<string>("--data") { Description = "Data folder, made if it is not there.", DefaultValueFactory = _ => "data" };
        var port = new Option<int>("--port") { Description = "Port on localhost.", DefaultValueFactory = _ => 7071 };
        var clock = new Option<string>("--clock") { Description = "real, or manual: time stands still until moved.", DefaultValueFactory = _ => "real" };
        var start = new Option<string?>("--start") { Description = "Where a manual clock begins, for example 2026-02-13T09:00:00+08:00." };
        var county = new Option<string>("--county") { Description = "demo or empty, on a first start.", DefaultValueFactory = _ => "demo" };
        var hotline = new Option<Uri?>("--hotline-url") { Description = "Takes the hotline's CloudEvents.", CustomParser = Address };
        var webhook = new Option<Uri?>("--webhook-url") { Description = "Takes a copy of each notice as a CloudEvent.", CustomParser = Address };
        clock.AcceptOnlyFromAmong("real", "manual");
        county.AcceptOnlyFromAmong("demo", "empty");
        foreach (var option in new Option[] { data, port, clock, start, county, hotline, webhook }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            // What is no number at all the library refuses itself; asked for its value here, it would throw.
            if (result.GetResult(port)?.Tokens is [var number] && int.TryParse(number.Value, CultureInfo.InvariantCulture, out var named) && named is < 0 or > 65_535)
                result.AddError("--port is 0 to 65535.");
            if (result.GetValue(start) is not { } text) return;
            if (result.GetValue(clock) != "manual") result.AddError("--start goes with --clock manual.");
            if (Instant(text) is null) result.AddError("--start is an instant with its offset, for example 2026-02-13T09:00:00+08:00.");
        });
        command.SetAction((result, cancellation) => CountyHost.Serve(
            new()
            {
                Folder = result.GetValue(data)!,
                Port = result.GetValue(port),
                ManualClock = result.GetValue(clock) == "manual",
                Start = result.GetValue(start) is { } text ? Instant(text) : null,
                EmptyCounty = result.GetValue(county) == "empty",
                HotlineUrl = result.GetValue(hotline),
                WebhookUrl = result.GetValue(webhook),
            },
            cancellation));
    }

    private static Uri? Address(ArgumentResult result)
    {
        if (Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https")) return address;
        result.AddError($"{result.Tokens[0].Value} is no http or https address.");
        return null;
    }

    private static DateTimeOffset? Instant(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant) ? instant : null;
}
