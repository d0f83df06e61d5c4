//! The API that clients written for Microsoft Partner Center expect, with its oddities.
//! They are copied here and nowhere else.
