namespace GridCase.Local.Hosting;

/// <summary>What a person sees at the start: where it listens, who may sign in, what to open next.</summary>
internal static class Greeting
{
    public static void Print(CountyHost host, ServeOptions options)
    {
        var county = host.Runtime.Directory.Current;
        var address = host.Address.ToString().TrimEnd('/');
        Console.WriteLine($"GridCase runs {county.Name} ({county.Units.Count} units, {county.Grids.Count} grids) on {address}");
        Console.WriteLine($"Data: {Path.GetFullPath(options.Folder)}");
        if (options.ManualClock) Console.WriteLine($"Time stands still at {host.Runtime.Time.GetUtcNow().ToOffset(Workflows.Deadlines.ChinaTime.Offset):yyyy-MM-dd HH:mm:ss zzz}; move it with POST {address}/api/dev/clock");
        if (host.First is { } first) Print(first, options);
        Console.WriteLine("Open next:");
        Console.WriteLine($"  {address}/                  the console 指挥台; sign in as dispatcher, supervisor-centre, admin …");
        Console.WriteLine($"  {address}/m/                the grid app 网格通, for a phone; sign in as one of the worker-…");
        Console.WriteLine($"  {address}/openapi/v1.json   every call, with its fields and errors");
        Console.WriteLine($"  {address}/health/ready      whether all is well");
        Console.WriteLine("Ctrl-C stops it.");
    }

    private static void Print(FirstRun first, ServeOptions options)
    {
        Console.WriteLine();
        Console.WriteLine("Accounts, shown this once:");
        Console.WriteLine($"  {"user",-24}{"password",-18}{"roles",-16}{"unit",-16}grid");
        foreach (var account in first.Accounts)
            Console.WriteLine($"  {account.User,-24}{account.Password,-18}{string.Join(", ", account.Roles),-16}{account.Unit,-16}{account.Grid}");
        Console.WriteLine($"The hotline signs with key {first.Hotline.Key}; its secret and these accounts are in {Path.Combine(options.Folder, "first-run.json")}, readable by you only.");
        Console.WriteLine();
    }
}
