using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using GridCase.Scenarios.Hosts;

namespace GridCase.Scenarios.Hotline;

/// <summary>The integrator's guide is true: its shell blocks are run in one shell against a host, and print what the page says they print.</summary>
public sealed partial class GuideTests
{
    private const string End = "\u001eend of block";

    [ShellFact]
    public async Task Every_shell_block_prints_what_the_guide_says()
    {
        using var folder = await CountyFolder.Copy();
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, new Uri("http://localhost:9/events"));
        var blocks = Blocks();
        Assert.True(blocks.Count > 12, $"Only {blocks.Count} blocks were found.");
        var printed = (await Run(string.Concat(blocks.Select(block => $"{block.Shell}\nprintf '%s\\n' '{End}'\n")), county, folder)).Split(End);
        Assert.Equal(blocks.Count + 1, printed.Length);
        foreach (var (block, output) in blocks.Zip(printed))
            Assert.True(Says(block.Output, output.Trim()), $"The guide's block\n{block.Shell}\nis said to print\n{block.Output}\nand printed\n{output.Trim()}");
    }

    [Fact]
    public async Task The_event_shown_has_the_fields_of_a_real_one()
    {
        using var folder = await CountyFolder.Copy();
        await using var hotline = await CityHotline.Open(folder.Path);
        await using var county = await HttpCounty.Open(HotlineLife.Begin, folder, hotline.Url);
        var life = await OneLife.Begin(county, "GUIDE-1");
        foreach (var step in HotlineLife.Steps.Take(9))
        {
            await county.Until(step.At);
            await step.Act(life);
        }

        await county.Settle();
        var real = hotline.Effects.Single(arrived => arrived.Name == "replied");
        var shown = JsonSerializer.Deserialize<JsonElement>(Json().Match(Page()).Groups[1].Value);
        Assert.Equal(real.Type, shown.GetProperty("type").GetString());
        Assert.Equal(real.Data.EnumerateObject().Select(field => field.Name), shown.GetProperty("data").EnumerateObject().Select(field => field.Name));
        Assert.Equal(real.Data.GetProperty("stage").GetString(), shown.GetProperty("data").GetProperty("stage").GetString());
        foreach (var name in hotline.Effects.Select(arrived => arrived.Name)) Assert.Contains($"`{name}`", Page(), StringComparison.Ordinal);
    }

    private static async Task<string> Run(string script, HttpCounty county, CountyFolder folder)
    {
        using var first = JsonDocument.Parse(await File.ReadAllBytesAsync(folder.InFolder("first-run.json")));
        var key = first.RootElement.GetProperty("hotline");
        var shell = new ProcessStartInfo("bash", ["-s"]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder.Path };
        shell.Environment["GRIDCASE"] = county.Address.ToString().TrimEnd('/');
        shell.Environment["KEY"] = key.GetProperty("key").GetString();
        shell.Environment["SECRET"] = key.GetProperty("secret").GetString();
        shell.Environment["NOW"] = "2026-03-03T09:00:00+08:00";
        shell.Environment["PASSWORD"] = first.RootElement.GetProperty("accounts").EnumerateArray().Single(one => one.GetProperty("user").GetString() == "admin").GetProperty("password").GetString();
        shell.Environment["LC_ALL"] = "C.UTF-8";
        // What this machine has set up for proxies is not for itself.
        shell.Environment["no_proxy"] = "*";
        using var process = Process.Start(shell)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.StandardInput.WriteAsync(script.AsMemory(), patience.Token);
        process.StandardInput.Close();
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal("", await errors);
        return await output;
    }

    /// <summary>Line by line; an ellipsis stands for anything.</summary>
    private static bool Says(string expected, string printed) =>
        Regex.IsMatch(printed, "^" + Regex.Escape(expected).Replace("…", ".*", StringComparison.Ordinal) + "$", RegexOptions.None, TimeSpan.FromSeconds(5));

    private static IReadOnlyList<(string Shell, string Output)> Blocks() => [.. Shell().Matches(Page()).Select(match => (match.Groups[1].Value, match.Groups[2].Value.Trim()))];

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GridCase.sln"))) folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder!.FullName, "docs", "hotline.md"));
    }

    /// <summary>A block to run, and the one that follows it at once, if any: what it prints.</summary>
    [GeneratedRegex("```sh\n(.*?)```\n(?:\n```text\n(.*?)```\n)?", RegexOptions.Singleline)]
    private static partial Regex Shell();

    [GeneratedRegex("```json\n(.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Json();
}
