using System.Security.Cryptography;
using GridCase.Functions.Tables;

namespace GridCase.Functions.Hosting;

/// <summary>Where the keys of the county come from: the settings (on Azure references to Key Vault), or a development account, where they are drawn once and kept beside the data.</summary>
internal static class KeySource
{
    private const string Partition = "keys|development";
    private const int KeyLength = 32;

    public static async Task<KeyRing> Open(HostSettings settings, CountyTables tables, CancellationToken cancellation)
    {
        if (settings.DataKey.Length > 0 && settings.SealKey.Length > 0) return KeyRing.Of(Convert.FromHexString(settings.DataKey), Convert.FromHexString(settings.SealKey));
        return KeyRing.Of(
            settings.DataKey.Length > 0 ? Convert.FromHexString(settings.DataKey) : await Drawn(tables, "data", cancellation).ConfigureAwait(false),
            settings.SealKey.Length > 0 ? Convert.FromHexString(settings.SealKey) : await Drawn(tables, "seal", cancellation).ConfigureAwait(false));
    }

    private static async Task<byte[]> Drawn(CountyTables tables, string name, CancellationToken cancellation)
    {
        // Of two hosts that start at once one is first; the other takes its key.
        await tables.Registers.Add(Row.Of(Partition, name).With(RandomNumberGenerator.GetBytes(KeyLength)), cancellation).ConfigureAwait(false);
        return (await tables.Registers.Find<Row>(Partition, name, cancellation).ConfigureAwait(false))!.ReadBody();
    }
}
