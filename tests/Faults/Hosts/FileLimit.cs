using System.ComponentModel;
using System.Runtime.InteropServices;

namespace GridCase.Faults;

/// <summary>How large files of a running process may grow (<c>prlimit --fsize</c>): to a database, a disk that is full or has room again.</summary>
internal static class FileLimit
{
    private const int FileSize = 1;
    private const ulong Unlimited = ulong.MaxValue;

    public static void Set(int process, long bytes) => Write(process, new() { Soft = (ulong)bytes, Hard = Unlimited });

    public static void Lift(int process) => Write(process, new() { Soft = Unlimited, Hard = Unlimited });

    private static void Write(int process, Limits limits)
    {
        if (SetLimits(process, FileSize, ref limits, IntPtr.Zero) != 0) throw new Win32Exception();
    }

    [DllImport("libc", EntryPoint = "prlimit", SetLastError = true)]
    private static extern int SetLimits(int process, int resource, ref Limits limits, IntPtr before);

    [StructLayout(LayoutKind.Sequential)]
    private struct Limits
    {
        public ulong Soft;
        public ulong Hard;
    }
}
