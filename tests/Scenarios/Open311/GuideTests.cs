using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml;
using GridCase.Api.SignIn;
using GridCase.Local.Hosting;

namespace GridCase.Scenarios.Open311;

/// <summary>The guide for Open311 clients is true: every command of it is run against a host, in order, and answered.</summary>
public sealed partial class GuideTests
{
    [CurlFact]
    public async Task Every_command_of_the_guide_is_answered()
    {
        using var folder = await CountyFolder.Copy();
        await using var host = await CountyHost.Start(new() { Folder = folder.Path, Port = 0, ManualClock = true, Start = DateTimeOffset.Parse("2026-03-30T09:00:00+08:00") });
        var dispatcher = host.Runtime.Directory.Current.People.First(person => person.Roles.Contains(Workflows.Directory.Role.Dispatcher));
        await host.Runtime.Stores.Accounts.SaveKey(new("open311-guide", "a-secret-for-the-guide", dispatcher.Id, null) { Purpose = KeyPurpose.Open311, Name = "guide" });
        var known = new Dictionary<string, string> { ["GRIDCASE"] = host.Address.ToString().TrimEnd('/'), ["API_KEY"] = "open311-guide.a-secret-for-the-guide", ["REQUEST_ID"] = "" };

        var commands = Commands();
        Assert.Equal(8, commands.Count);
        foreach (var command in commands)
        {
            var printed = await Run(command, known);
            if (command.Contains("api_key", StringComparison.Ordinal)) known["REQUEST_ID"] = JsonDocument.Parse(printed).RootElement[0].GetProperty("service_request_id").GetString()!;
            Assert.False(Refused(printed), $"{command}\nprinted\n{printed}");
        }
    }

    /// <summary>An error document is a list whose entries have a code.</summary>
    private static bool Refused(string printed)
    {
        if (printed.StartsWith("<?xml", StringComparison.Ordinal))
        {
            var document = new XmlDocument { XmlResolver = null };
            document.LoadXml(printed);
            return document.DocumentElement!.Name == "errors" || !document.DocumentElement.HasChildNodes;
        }

        using var json = JsonDocument.Parse(printed);
        var root = json.RootElement;
        return root.ValueKind == JsonValueKind.Array && (root.GetArrayLength() == 0 || root[0].TryGetProperty("code", out _));
    }

    private static async Task<string> Run(string command, Dictionary<string, string> known)
    {
        var shell = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() };
        foreach (var (name, value) in known) shell.Environment[name] = value;
        // What this machine has set up for proxies is not for itself.
        shell.Environment["no_proxy"] = "*";
        using var process = Process.Start(shell)!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
        await process.WaitForExitAsync(patience.Token);
        Assert.Equal((0, ""), (process.ExitCode, await errors));
        return await output;
    }

    /// <summary>The commands of all shell blocks; a line that ends in a backslash goes on.</summary>
    private static List<string> Commands() =>
        [.. Shell().Matches(Page()).SelectMany(match => match.Groups[1].Value.Replace("\\\n", " ", StringComparison.Ordinal).Split('\n', StringSplitOptions.RemoveEmptyEntries))];

    private static string Page()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "GridCase.sln"))) folder = folder.Parent;
        return File.ReadAllText(Path.Combine(folder!.FullName, "docs", "open311.md"));
    }

    [GeneratedRegex("```sh\n(.*?)```\n", RegexOptions.Singleline)]
    private static partial Regex Shell();
}

/// <summary>A test that runs commands of curl; skipped, and said to be, where it is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class CurlFactAttribute : FactAttribute
{
    public CurlFactAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (!folders.Any(folder => File.Exists(Path.Combine(folder, "curl")))) Skip = "curl is not on this machine.";
    }
}
