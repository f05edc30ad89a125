//! What symphonia's codecs are to us.

use symphonia::core::codecs::audio::{AudioCodecId, AudioCodecParameters, well_known as ids};

use crate::audio::info::AudioCodec;

/// Raw frames within which an MP3's decoder may miss what came before a cut: the bit reservoir
/// reaches back 511 bytes, eight frames at the lowest bit rates.
pub(super) const MP3_RUN_UP: u64 = 10 * 1152;

impl AudioCodec {
    /// How many frames before the wanted one decoding must begin to give the same samples.
    pub(super) fn warm_up(self) -> u64 {
        match self {
            Self::Mp3 => MP3_RUN_UP + 2 * 1152,
            Self::Mp1 | Self::Mp2 => 2 * 1152,
            Self::Aac => 3 * 1024,
            // Vorbis' demultiplexer goes back by itself; the others code every packet alone.
            _ => 0,
        }
    }

    /// Whether the decoder leaves out what its demultiplexer marks for trimming.
    pub(super) fn trims_packets(self) -> bool {
        self == Self::Vorbis
    }

    pub(super) fn is_lossy(self) -> bool {
        matches!(self, Self::Vorbis | Self::Mp1 | Self::Mp2 | Self::Mp3 | Self::Aac | Self::Adpcm)
    }
}

/// How many bits a sample has in the file, if it is the samples that are coded.
pub(super) fn bits_per_sample(params: &AudioCodecParameters, codec: AudioCodec) -> Option<u32> {
    match params.codec {
        ids::CODEC_ID_PCM_F32LE | ids::CODEC_ID_PCM_F32BE => Some(32),
        ids::CODEC_ID_PCM_F64LE | ids::CODEC_ID_PCM_F64BE => Some(64),
        _ => params.bits_per_sample.filter(|&n| 0 < n && !codec.is_lossy()),
    }
}

/// The codec, if it is one that can be decoded.
pub(super) fn codec(id: AudioCodecId) -> Option<AudioCodec> {
    Some(match id {
        ids::CODEC_ID_VORBIS => AudioCodec::Vorbis,
        ids::CODEC_ID_FLAC => AudioCodec::Flac,
        ids::CODEC_ID_MP1 => AudioCodec::Mp1,
        ids::CODEC_ID_MP2 => AudioCodec::Mp2,
        ids::CODEC_ID_MP3 => AudioCodec::Mp3,
        ids::CODEC_ID_AAC => AudioCodec::Aac,
        ids::CODEC_ID_ALAC => AudioCodec::Alac,
        ids::CODEC_ID_PCM_ALAW => AudioCodec::ALaw,
        ids::CODEC_ID_PCM_MULAW => AudioCodec::MuLaw,
        ids::CODEC_ID_ADPCM_MS | ids::CODEC_ID_ADPCM_IMA_WAV | ids::CODEC_ID_ADPCM_IMA_QT => {
            AudioCodec::Adpcm
        }
        ids::CODEC_ID_PCM_F32LE
        | ids::CODEC_ID_PCM_F32BE
        | ids::CODEC_ID_PCM_F64LE
        | ids::CODEC_ID_PCM_F64BE => AudioCodec::PcmFloat,
        ids::CODEC_ID_PCM_S8
        | ids::CODEC_ID_PCM_U8
        | ids::CODEC_ID_PCM_S16LE
        | ids::CODEC_ID_PCM_S16BE
        | ids::CODEC_ID_PCM_S24LE
        | ids::CODEC_ID_PCM_S24BE
        | ids::CODEC_ID_PCM_S32LE
        | ids::CODEC_ID_PCM_S32BE => AudioCodec::PcmInt,
        _ => return None,
    })
}

/// The name of a codec that cannot be decoded, for the message.
pub(super) fn codec_name(id: AudioCodecId) -> &'static str {
    match id {
        ids::CODEC_ID_OPUS => "Opus",
        ids::CODEC_ID_SPEEX => "Speex",
        ids::CODEC_ID_AC3 | ids::CODEC_ID_EAC3 => "Dolby Digital (AC-3)",
        _ => "an unknown kind of",
    }
}
