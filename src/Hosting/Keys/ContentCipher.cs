using System.Buffers.Binary;
using System.Security.Cryptography;

namespace GridCase.Hosting.Keys;

/// <summary>
/// Encrypts a stream in pieces of 64 KB, each sealed for its place in its file, so that a file of any length needs little memory and pieces can
/// be neither swapped nor left out. Layout of a piece: its length in 4 bytes, then what <see cref="TextCipher"/> makes of it.
/// </summary>
internal sealed class ContentCipher(TextCipher cipher)
{
    private const int PieceLength = 64 * 1024;
    private const int LongestPiece = PieceLength + 64;

    /// <summary>Gives the length and the hex SHA-256 of the content.</summary>
    public async Task<(long Length, string Sha256)> Encrypt(Stream content, Stream target, string id, CancellationToken cancellation)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var piece = new byte[PieceLength];
        var prefix = new byte[4];
        var length = 0L;
        for (var number = 0; ; number++)
        {
            var filled = await content.ReadAtLeastAsync(piece, PieceLength, throwOnEndOfStream: false, cancellation).ConfigureAwait(false);
            if (filled == 0) break;
            hash.AppendData(piece, 0, filled);
            length += filled;
            var sealedPiece = cipher.Encrypt(piece.AsSpan(0, filled), PlaceOf(id, number));
            BinaryPrimitives.WriteInt32LittleEndian(prefix, sealedPiece.Length);
            await target.WriteAsync(prefix, cancellation).ConfigureAwait(false);
            await target.WriteAsync(sealedPiece, cancellation).ConfigureAwait(false);
            if (filled < PieceLength) break;
        }

        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    /// <summary>The content again. It ends with an error when the file is shorter than the content was.</summary>
    public Stream Decrypting(Stream source, string id, long length) => new Pieces(source, cipher, id, length);

    private static string PlaceOf(string id, int piece) => $"attachment/{id}/{piece}";

    private sealed class Pieces(Stream source, TextCipher cipher, string id, long length) : Stream
    {
        private byte[] piece = [];
        private int used;
        private int number;
        private long given;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => length;

        public override long Position
        {
            get => given;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (buffer.IsEmpty || given == length) return 0;
            if (used == piece.Length) Next();
            var count = Math.Min(buffer.Length, piece.Length - used);
            piece.AsSpan(used, count).CopyTo(buffer);
            used += count;
            given += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing) source.Dispose();
            base.Dispose(disposing);
        }

        private void Next()
        {
            Span<byte> prefix = stackalloc byte[4];
            source.ReadExactly(prefix);
            var size = BinaryPrimitives.ReadInt32LittleEndian(prefix);
            if (size is < 0 or > LongestPiece) throw new CryptographicException($"The file of attachment {id} is damaged.");
            var sealedPiece = new byte[size];
            source.ReadExactly(sealedPiece);
            piece = cipher.DecryptBytes(sealedPiece, PlaceOf(id, number++));
            used = 0;
            if (piece.Length == 0) throw new CryptographicException($"The file of attachment {id} is damaged.");
        }
    }
}
