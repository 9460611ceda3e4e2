using System.Security.Cryptography;
using System.Text;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Durable;

/// <summary>Ids of instances as Durable Functions takes them: 1 to 100 characters, none of <c>/ \ # ?</c> and no control characters.</summary>
internal static class InstanceIds
{
    private const int Longest = 100;
    private const char Hashed = '~';

    /// <summary>The id under which the engine knows it. One that would be too long ends in a hash and cannot be read back.</summary>
    public static string Of(string id)
    {
        var safe = TableKeys.Safe(id);
        if (safe.Length <= Longest) return safe;
        var kind = safe[..(safe.IndexOf(':') + 1)];
        return kind + Hashed + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));
    }

    /// <summary>The id that was made safe; a hashed one stays as it is.</summary>
    public static string Plain(string safe) => TableKeys.Plain(safe);
}
