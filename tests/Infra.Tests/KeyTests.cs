using System.Diagnostics;

namespace GridCase.Infra.Tests;

/// <summary>infra/make-keys.sh, before a vault that is a folder.</summary>
public sealed class KeyTests : IDisposable
{
    private const string Az = """
        #!/bin/sh
        vault=$(dirname "$0")/vault
        case "$*" in
          "keyvault secret list "*) for name in gridcase-data-key gridcase-seal-key; do case "$*" in *"$name"*) [ -e "$vault/$name" ] && echo 1 || echo 0 ;; esac; done ;;
          "keyvault secret set --vault-name county --name "*) cp "$9" "$vault/$7" ;;
          *) exit 1 ;;
        esac
        """;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("gridcase-keys-");

    public KeyTests()
    {
        folder.CreateSubdirectory("vault");
        File.WriteAllText(Path.Combine(folder.FullName, "az"), Az.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Path.Combine(folder.FullName, "az"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public void Two_keys_of_64_digits_are_drawn_each_its_own()
    {
        Make();
        Assert.Matches("^[0-9a-f]{64}$", Key("gridcase-data-key"));
        Assert.Matches("^[0-9a-f]{64}$", Key("gridcase-seal-key"));
        Assert.NotEqual(Key("gridcase-data-key"), Key("gridcase-seal-key"));
    }

    [Fact]
    public void Keys_that_are_there_stay_as_they_are()
    {
        Make();
        var (data, seal) = (Key("gridcase-data-key"), Key("gridcase-seal-key"));
        Make();
        Assert.Equal((data, seal), (Key("gridcase-data-key"), Key("gridcase-seal-key")));
    }

    [Fact]
    public void Nothing_that_it_says_is_a_key()
    {
        var said = Make();
        Assert.DoesNotContain(Key("gridcase-data-key"), said, StringComparison.Ordinal);
        Assert.DoesNotContain(Key("gridcase-seal-key"), said, StringComparison.Ordinal);
    }

    public void Dispose() => folder.Delete(true);

    private string Key(string name) => File.ReadAllText(Path.Combine(folder.FullName, "vault", name));

    private string Make()
    {
        var start = new ProcessStartInfo("sh", [Repository.At("infra", "make-keys.sh")]) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        start.Environment["GRIDCASE_VAULT"] = "county";
        using var process = Process.Start(start)!;
        var said = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        Assert.True(process.WaitForExit(TimeSpan.FromSeconds(20)));
        Assert.True(process.ExitCode == 0, said);
        return said;
    }
}
