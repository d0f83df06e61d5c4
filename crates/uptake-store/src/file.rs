//! Parquet files: written once under a name made of their content, checked when read.

use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

use arrow_array::RecordBatch;
use arrow_schema::{DataType, Schema};
use bytes::Bytes;
use fail::fail_point;
use parquet::{
    arrow::{
        ArrowWriter,
        arrow_reader::{ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReaderBuilder},
    },
    basic::{Compression, Encoding, ZstdLevel},
    file::properties::{EnabledStatistics, WriterProperties},
    schema::types::ColumnPath,
};

use crate::{StoreError, delta::make_folder};

/// Rows of a row group at most; one group is decoded at a time.
pub(crate) const ROW_GROUP_ROWS: usize = 131_072;

/// The same for tables that are read one customer at a time: what must be decoded with a
/// customer's rows is a small part of the file.
pub(crate) const SMALL_GROUP_ROWS: usize = 16_384;

/// The same for records, of which a customer has few, with much text.
pub(crate) const RECORD_GROUP_ROWS: usize = 4_096;

/// The same for activity, of which a customer has many rows.
pub(crate) const ACTIVITY_GROUP_ROWS: usize = 32_768;

/// A file that lies safely on disk under its final name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct WrittenFile {
    /// The name within its folder: made of the checksum.
    pub(crate) name: String,
    /// Bytes.
    pub(crate) size: u64,
    /// Rows.
    pub(crate) rows: u64,
    /// BLAKE3 of the content, in hexadecimal digits.
    pub(crate) checksum: String,
    /// Whether no file of this content was there before.
    pub(crate) is_new: bool,
}

/// Writes one Parquet file. Until [`FileWriter::finish`] it has a temporary name; dropped
/// before, it leaves nothing behind.
pub(crate) struct FileWriter {
    folder: PathBuf,
    temporary: PathBuf,
    writer: Option<ArrowWriter<Hashing>>,
    rows: u64,
}

/// A file that hashes what is written to it.
struct Hashing {
    out: BufWriter<File>,
    hasher: blake3::Hasher,
    size: u64,
}

impl Write for Hashing {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hasher.update(bytes.get(..written).unwrap_or(bytes));
        self.size += u64::try_from(written).unwrap_or(0);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl FileWriter {
    /// Begins a file in `folder`, which is made if need be.
    pub(crate) fn create(
        folder: &Path,
        schema: &Schema,
        group_rows: usize,
    ) -> Result<Self, StoreError> {
        static COUNTER: AtomicU64 = AtomicU64::new(0);
        make_folder(folder).map_err(|source| StoreError::io("make", folder, source))?;
        let number = COUNTER.fetch_add(1, Ordering::Relaxed);
        let temporary = folder.join(format!(".writing-{}-{number}", std::process::id()));
        let file = File::create(&temporary)
            .map_err(|source| StoreError::io("create", &temporary, source))?;
        let out = Hashing {
            out: BufWriter::with_capacity(256 * 1024, file),
            hasher: blake3::Hasher::new(),
            size: 0,
        };
        let writer = ArrowWriter::try_new(
            out,
            Arc::new(schema.clone()),
            Some(properties(schema, group_rows)),
        )
        .map_err(|source| StoreError::Parquet { path: temporary.clone(), source })?;
        Ok(Self { folder: folder.to_owned(), temporary, writer: Some(writer), rows: 0 })
    }

    /// Adds rows. A row group ends when it is full.
    pub(crate) fn write(&mut self, batch: &RecordBatch) -> Result<(), StoreError> {
        let Some(writer) = &mut self.writer else { return Ok(()) };
        self.rows += u64::try_from(batch.num_rows()).unwrap_or(0);
        writer
            .write(batch)
            .map_err(|source| StoreError::Parquet { path: self.temporary.clone(), source })
    }

    /// How many rows there are so far.
    pub(crate) fn rows(&self) -> u64 {
        self.rows
    }

    /// Makes the file durable and gives it its name: the checksum.
    pub(crate) fn finish(mut self) -> Result<WrittenFile, StoreError> {
        let path = self.temporary.clone();
        let failed = |source| StoreError::Parquet { path: path.clone(), source };
        let Some(writer) = self.writer.take() else {
            return Err(failed(parquet::errors::ParquetError::General("finished twice".into())));
        };
        let out = writer.into_inner().map_err(failed)?;
        let checksum = out.hasher.finalize().to_hex().to_string();
        let size = out.size;
        let file =
            out.out.into_inner().map_err(|it| StoreError::io("write", &path, it.into_error()))?;
        file.sync_all().map_err(|source| StoreError::io("sync", &path, source))?;
        let name = format!("{checksum}.parquet");
        let target = self.folder.join(&name);
        let is_new = !target.exists();
        fail_point!("store::file::synced");
        fs::rename(&path, &target).map_err(|source| StoreError::io("rename", &path, source))?;
        fail_point!("store::file::renamed");
        sync_folder(&self.folder)?;
        Ok(WrittenFile { name, size, rows: self.rows, checksum, is_new })
    }
}

impl Drop for FileWriter {
    fn drop(&mut self) {
        if self.writer.take().is_some() {
            // Nothing can be done about a leftover; it has no name that anyone reads.
            drop(fs::remove_file(&self.temporary));
        }
    }
}

/// Makes the names in a folder durable.
pub(crate) fn sync_folder(folder: &Path) -> Result<(), StoreError> {
    File::open(folder)
        .and_then(|it| it.sync_all())
        .map_err(|source| StoreError::io("sync", folder, source))
}

/// Text and keys repeat: dictionaries. Numbers lie close together: differences; bitmaps of
/// days do not, and stay as they are. Spans are written anew with every import: they get the
/// compression that costs least.
fn properties(schema: &Schema, group_rows: usize) -> WriterProperties {
    let compression = if schema.field_with_name("first_day").is_ok() {
        Compression::SNAPPY
    } else {
        Compression::ZSTD(ZstdLevel::default())
    };
    let mut properties = WriterProperties::builder()
        .set_compression(compression)
        .set_max_row_group_row_count(Some(group_rows))
        .set_dictionary_page_size_limit(8 * 1024 * 1024)
        .set_data_page_row_count_limit(ROW_GROUP_ROWS)
        .set_data_page_size_limit(4 * 1024 * 1024)
        .set_statistics_enabled(EnabledStatistics::None)
        .set_column_statistics_enabled(ColumnPath::from("customer_id"), EnabledStatistics::Chunk)
        .set_offset_index_disabled(true)
        .set_created_by("uptake".to_owned());
    for field in schema.fields() {
        let differences =
            matches!(field.data_type(), DataType::Int32 | DataType::Int64 | DataType::Date32);
        if differences {
            let path = ColumnPath::from(field.name().as_str());
            let encoding = match field.name().as_str() {
                "days" => Encoding::PLAIN,
                _ => Encoding::DELTA_BINARY_PACKED,
            };
            properties = properties
                .set_column_dictionary_enabled(path.clone(), false)
                .set_column_encoding(path, encoding);
        }
    }
    properties.build()
}

/// A file whose content has been checked, with what its footer says. Copies share it.
#[derive(Clone)]
pub(crate) struct CheckedFile {
    path: PathBuf,
    bytes: Bytes,
    metadata: ArrowReaderMetadata,
}

impl CheckedFile {
    /// Reads a file and checks it against its checksum.
    pub(crate) fn open(path: &Path, checksum: &str) -> Result<Self, StoreError> {
        let bytes = fs::read(path).map_err(|source| StoreError::io("read", path, source))?;
        if blake3::hash(&bytes).to_hex().as_str() != checksum {
            let what = "its content does not match its checksum".to_owned();
            return Err(StoreError::Damaged { path: path.to_owned(), what });
        }
        let bytes = Bytes::from(bytes);
        let metadata = ArrowReaderMetadata::load(&bytes, ArrowReaderOptions::new())
            .map_err(|source| damaged(path, &source))?;
        Ok(Self { path: path.to_owned(), bytes, metadata })
    }

    /// How many bytes it has.
    pub(crate) fn size(&self) -> usize {
        self.bytes.len()
    }

    /// How many row groups there are.
    pub(crate) fn row_groups(&self) -> usize {
        self.metadata.metadata().num_row_groups()
    }

    /// The least and the greatest customer of a row group as text, if the footer tells.
    pub(crate) fn customers(&self, row_group: usize) -> Option<(&[u8], &[u8])> {
        let group = self.metadata.metadata().row_groups().get(row_group)?;
        let column =
            group.columns().iter().find(|it| it.column_path().string() == "customer_id")?;
        let statistics = column.statistics()?;
        Some((statistics.min_bytes_opt()?, statistics.max_bytes_opt()?))
    }

    /// Decodes one row group, all columns or the named ones.
    pub(crate) fn read(
        &self,
        row_group: usize,
        columns: Option<&[&str]>,
    ) -> Result<Vec<RecordBatch>, StoreError> {
        let mut builder = ParquetRecordBatchReaderBuilder::new_with_metadata(
            self.bytes.clone(),
            self.metadata.clone(),
        )
        .with_row_groups(vec![row_group])
        .with_batch_size(ROW_GROUP_ROWS);
        if let Some(columns) = columns {
            let mask = parquet::arrow::ProjectionMask::columns(
                builder.parquet_schema(),
                columns.iter().copied(),
            );
            builder = builder.with_projection(mask);
        }
        let reader = builder.build().map_err(|source| damaged(&self.path, &source))?;
        reader.collect::<Result<Vec<_>, _>>().map_err(|source| damaged(&self.path, &source))
    }

    /// The error of a file whose rows are not what they should be.
    pub(crate) fn damaged(&self, cause: &dyn std::fmt::Display) -> StoreError {
        damaged(&self.path, cause)
    }
}

fn damaged(path: &Path, cause: &dyn std::fmt::Display) -> StoreError {
    StoreError::Damaged { path: path.to_owned(), what: cause.to_string() }
}
