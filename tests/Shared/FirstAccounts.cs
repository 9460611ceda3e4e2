using System.Text.Json;

namespace GridCase.Tests.Shared;

/// <summary>The accounts and the hotline's key that a first start wrote down.</summary>
internal sealed record FirstAccounts(IReadOnlyDictionary<string, string> Passwords, string HotlineKey, string HotlineSecret)
{
    /// <param name="file">A <c>first-run.json</c>.</param>
    public static FirstAccounts Read(string file)
    {
        using var first = JsonDocument.Parse(File.ReadAllBytes(file));
        var key = first.RootElement.GetProperty("hotline");
        return new(
            first.RootElement.GetProperty("accounts").EnumerateArray().ToDictionary(one => one.GetProperty("user").GetString()!, one => one.GetProperty("password").GetString()!),
            key.GetProperty("key").GetString()!, key.GetProperty("secret").GetString()!);
    }
}
